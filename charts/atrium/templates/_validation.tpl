{{/* Fails with every problem of the values which the schema cannot know, so that one look mends them all. */}}
{{- define "atrium.validate" -}}
{{- $problems := list -}}
{{- $secret := .Values.secret | default dict -}}
{{- $sources := list (ternary "existingSecret" "" (ne .Values.existingSecret "")) (ternary "externalSecret" "" .Values.externalSecret.enabled) (ternary "secret" "" (gt (len $secret) 0)) | compact -}}
{{- if not .Values.publicUrl }}
  {{- $problems = append $problems "publicUrl must be set: the address under which browsers reach Atrium." -}}
{{- end }}
{{- if not .Values.kafka.brokers }}
  {{- $problems = append $problems "kafka.brokers must name at least one broker (host:port)." -}}
{{- end }}
{{- if not .Values.keycloak.url }}
  {{- $problems = append $problems "keycloak.url must be set: the address under which pods reach Keycloak." -}}
{{- end }}
{{- if gt (len $sources) 1 }}
  {{- $problems = append $problems (printf "%s exclude each other: secrets come from one of them, and single ones from secretReferences." (join " and " $sources)) -}}
{{- end }}
{{- if and .Values.externalSecret.enabled (not .Values.externalSecret.storeRef) }}
  {{- $problems = append $problems "externalSecret.storeRef must name the store." -}}
{{- end }}
{{- if not .Values.existingSecret }}
  {{- range include "atrium.missingSecrets" . | fromYamlArray }}
    {{- $problems = append $problems (printf "%s must come from existingSecret, externalSecret, secretReferences or secret." .) -}}
  {{- end }}
{{- end }}
{{- range $name, $service := include "atrium.services" . | fromYaml }}
  {{- if lt (int $service.terminationGracePeriodSeconds) (add (int $service.shutdownDelaySeconds) 30) }}
    {{- $problems = append $problems (printf "%s: terminationGracePeriodSeconds must exceed shutdownDelaySeconds by 30 or more, or work in hand is cut off." $name) -}}
  {{- end }}
  {{- if and $service.autoscaling.enabled (gt (int $service.autoscaling.minReplicas) (int $service.autoscaling.maxReplicas)) }}
    {{- $problems = append $problems (printf "%s: autoscaling.minReplicas is above maxReplicas." $name) -}}
  {{- end }}
  {{- if and $service.autoscaling.enabled (not (dig "requests" "cpu" "" $service.resources)) }}
    {{- $problems = append $problems (printf "%s: autoscaling by CPU needs resources.requests.cpu." $name) -}}
  {{- end }}
{{- end }}
{{- if and .Values.prometheusRule.enabled (not .Values.serviceMonitor.enabled) }}
  {{- $problems = append $problems "prometheusRule needs serviceMonitor.enabled: its alerts select series by the labels that one sets." -}}
{{- end }}
{{- if and .Values.httpRoute.enabled (not .Values.httpRoute.parentRefs) }}
  {{- $problems = append $problems "httpRoute.parentRefs must name the Gateway of the route." -}}
{{- end }}
{{- if $problems }}
  {{- fail (printf "\n\n  %s\n" (join "\n  " $problems)) -}}
{{- end }}
{{- end }}
