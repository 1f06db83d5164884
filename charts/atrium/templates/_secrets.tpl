{{/* The Secret that holds what has no reference of its own. */}}
{{- define "atrium.secretName" -}}
{{- .Values.existingSecret | default (include "atrium.fullname" .) -}}
{{- end }}

{{/* A variable that is read from its Secret. Takes (list root service variable), and "optional" where it may be missing. */}}
{{- define "atrium.secretVariable" }}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $variable := index . 2 -}}
{{- $own := dict "name" (include "atrium.secretName" $root) "key" $variable -}}
{{- $ofAll := get ($root.Values.secretReferences | default dict) $variable | default $own -}}
{{- $reference := get ($service.secretReferences | default dict) $variable | default $ofAll }}
- name: {{ $variable }}
  valueFrom:
    secretKeyRef:
      name: {{ $reference.name }}
      key: {{ $reference.key }}
{{- if has "optional" . }}
      optional: true
{{- end }}
{{- end }}

{{/* Those without which the program does not start, each with the need of the roles that read it; all do where that is empty. */}}
{{- define "atrium.requiredSecrets" -}}
MONGODB_URI: mongo
SMTP_URL: smtp
ATRIUM_SERVICE_CLIENT_SECRET: ''
{{- if .Values.kafka.saslMechanism }}
KAFKA_SASL_USERNAME: kafka
KAFKA_SASL_PASSWORD: kafka
{{- end }}
{{- end }}

{{/* The required secrets that some role would not find, as a list. */}}
{{- define "atrium.missingSecrets" -}}
{{- $given := merge (dict) (.Values.secretReferences | default dict) (.Values.secret | default dict) (.Values.externalSecret.remoteRefs | default dict) -}}
{{- $services := include "atrium.services" . | fromYaml -}}
{{- $missing := list -}}
{{- range $variable, $need := include "atrium.requiredSecrets" . | fromYaml }}
  {{- range $name, $service := $services }}
    {{- $reads := or (not $need) (has $need $service.needs) -}}
    {{- $own := or (hasKey ($service.secretReferences | default dict) $variable) (and (eq $variable "KAFKA_SASL_USERNAME") $service.kafkaUsername) -}}
    {{- if and $reads (not $own) (not (get $given $variable)) }}{{ $missing = append $missing $variable }}{{ end -}}
  {{- end }}
{{- end -}}
{{- uniq $missing | toYaml -}}
{{- end }}
