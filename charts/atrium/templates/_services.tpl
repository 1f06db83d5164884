{{/*
The Deployments of the release, by name: for each what it is (roles.yaml) and how it runs (its values over the defaults).
Templates range over the answer: {{ range $name, $service := include "atrium.services" . | fromYaml }}
*/}}
{{- define "atrium.services" -}}
{{- $roles := .Files.Get "roles.yaml" | fromYaml -}}
{{- $services := dict -}}
{{- if .Values.allInOne.enabled -}}
  {{- $needs := list -}}
  {{- $consumers := list -}}
  {{- range $role := $roles }}
    {{- $needs = concat $needs $role.needs -}}
    {{- $consumers = concat $consumers $role.consumers -}}
  {{- end -}}
  {{- /* It calls nobody: each role finds the others in its own process. */ -}}
  {{- $everything := dict "serves" (list "grpc" "http") "needs" (uniq $needs) "calls" (list) "consumers" $consumers "setsUpKeycloak" true -}}
  {{- $_ := set $services "all" (mustMergeOverwrite (deepCopy .Values.defaults) (deepCopy (.Values.allInOne.settings | default dict)) $everything) -}}
{{- else -}}
  {{- range $name, $settings := .Values.services -}}
    {{- $_ := set $services $name (mustMergeOverwrite (deepCopy $.Values.defaults) (deepCopy $settings) (get $roles $name)) -}}
  {{- end -}}
{{- end -}}
{{- toYaml $services -}}
{{- end }}
