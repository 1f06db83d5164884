{{/* The Secret that holds what has no reference of its own. */}}
{{- define "atrium.secretName" -}}
{{- .Values.existingSecret | default (include "atrium.fullname" .) -}}
{{- end }}

{{/* A variable that is read from its Secret. Takes (list root variable), and "optional" where it may be missing. */}}
{{- define "atrium.secretVariable" }}
{{- $root := index . 0 -}}
{{- $variable := index . 1 -}}
{{- $own := dict "name" (include "atrium.secretName" $root) "key" $variable -}}
{{- $reference := get ($root.Values.secretReferences | default dict) $variable | default $own }}
- name: {{ $variable }}
  valueFrom:
    secretKeyRef:
      name: {{ $reference.name }}
      key: {{ $reference.key }}
{{- if has "optional" . }}
      optional: true
{{- end }}
{{- end }}

{{/* Those without which the program does not start. */}}
{{- define "atrium.requiredSecrets" -}}
- MONGODB_URI
- SMTP_URL
- ATRIUM_SERVICE_CLIENT_SECRET
{{- if .Values.kafka.saslMechanism }}
- KAFKA_SASL_USERNAME
- KAFKA_SASL_PASSWORD
{{- end }}
{{- end }}
