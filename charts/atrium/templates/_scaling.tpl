{{/* Whether KEDA scales a role, by CPU and by the events that wait for it. Takes (list root service). */}}
{{- define "atrium.scaledByLag" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $wanted := and $service.autoscaling.enabled (gt (int $service.autoscaling.targetConsumerLag) 0) $service.consumers -}}
{{- if and $wanted ($root.Capabilities.APIVersions.Has "keda.sh/v1alpha1") }}yes{{ end -}}
{{- end }}

{{/* Each pod that goes makes consumers rebalance and sockets reconnect. */}}
{{- define "atrium.scalingBehavior" -}}
scaleDown:
  stabilizationWindowSeconds: 600
  policies: [{type: Pods, value: 1, periodSeconds: 120}]
{{- end }}
