{{/* Begins the name of every object; short enough for the name of a role to follow. */}}
{{- define "atrium.fullname" -}}
{{- $fallback := ternary .Release.Name (printf "%s-atrium" .Release.Name) (contains "atrium" .Release.Name) -}}
{{- .Values.fullnameOverride | default $fallback | trunc 50 | trimSuffix "-" -}}
{{- end }}

{{/* By which objects of one Deployment find each other; these never change. Takes (list root name). */}}
{{- define "atrium.selector" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: atrium
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{/* Labels of an object. Takes (list root name), where the name is a Deployment's or another part's of the release. */}}
{{- define "atrium.labels" -}}
{{- $root := index . 0 -}}
{{ include "atrium.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: atrium
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "atrium.image" -}}
{{- with .Values.image -}}
{{- if .digest }}{{ .repository }}@{{ .digest }}{{ else }}{{ .repository }}:{{ .tag | default $.Chart.AppVersion }}{{ end }}
{{- end }}
{{- end }}

{{/* The ports on which the program listens. */}}
{{- define "atrium.ports" -}}
grpc: 9090
http: 8080
admin: 9464
{{- end }}

{{/* The host of publicUrl, for which routes are made. */}}
{{- define "atrium.host" -}}
{{- (urlParse .Values.publicUrl).host | splitList ":" | first -}}
{{- end }}
