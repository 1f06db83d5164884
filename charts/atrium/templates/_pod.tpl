{{/* Takes (list "live"|"ready" timings). */}}
{{- define "atrium.probe" -}}
httpGet: {path: /health/{{ index . 0 }}, port: admin}
{{ toYaml (index . 1) }}
{{- end }}

{{/* The root of the container is read-only; what is written for a moment, such as an upload, goes to /tmp. */}}
{{- define "atrium.volumes" -}}
- name: tmp
  emptyDir: {sizeLimit: 512Mi}
{{- with .Values.trustedCertificates }}
{{- if .configMap }}
- name: certificates
  configMap:
    name: {{ .configMap }}
    items: [{key: {{ .key | quote }}, path: {{ .key | quote }}}]
{{- end }}
{{- end }}
{{- end }}

{{- define "atrium.volumeMounts" -}}
- {name: tmp, mountPath: /tmp}
{{- if .Values.trustedCertificates.configMap }}
- {name: certificates, mountPath: /etc/atrium/certificates, readOnly: true}
{{- end }}
{{- end }}
