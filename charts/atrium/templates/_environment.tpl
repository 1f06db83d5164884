{{/*
The environment of a Deployment's container. Takes (dict "root" … "name" … "service" …).
docs/settings.md explains the variables; those of a dependency are given only to roles that need it.
*/}}
{{- define "atrium.environment" -}}
{{- $root := .root -}}
{{- $values := .root.Values -}}
{{- $service := .service -}}
{{- $ports := include "atrium.ports" $root | fromYaml -}}
- {name: ATRIUM_PUBLIC_URL, value: {{ $values.publicUrl | quote }}}
- {name: LOG_LEVEL, value: {{ $values.logLevel | quote }}}
- {name: ATRIUM_ADMIN_PORT, value: {{ $ports.admin | quote }}}
- {name: ATRIUM_SHUTDOWN_DELAY_SECONDS, value: {{ $service.shutdownDelaySeconds | quote }}}
{{- if has "grpc" $service.serves }}
- {name: ATRIUM_GRPC_PORT, value: {{ $ports.grpc | quote }}}
{{- end }}
{{- if has "http" $service.serves }}
- {name: ATRIUM_PORT, value: {{ $ports.http | quote }}}
{{- end }}
{{- range $service.calls }}
- {name: ATRIUM_{{ upper . }}_ADDRESS, value: "{{ include "atrium.fullname" $root }}-{{ . }}.{{ $root.Release.Namespace }}.svc:{{ $ports.grpc }}"}
{{- end }}
{{- include "atrium.secretVariable" (list $root $service "ATRIUM_SERVICE_CLIENT_SECRET") }}
{{- if has "mongo" $service.needs }}
{{- include "atrium.secretVariable" (list $root $service "MONGODB_URI") }}
- {name: ATRIUM_DATABASE_PREFIX, value: {{ $values.mongodb.databasePrefix | quote }}}
- {name: ATRIUM_MONGO_POOL_SIZE, value: {{ $values.mongodb.poolSize | int | quote }}}
{{- end }}
{{- if has "kafka" $service.needs }}
- {name: KAFKA_BROKERS, value: {{ join "," $values.kafka.brokers | quote }}}
- {name: KAFKA_SSL, value: {{ $values.kafka.ssl | quote }}}
{{- with $values.kafka.saslMechanism }}
- {name: KAFKA_SASL_MECHANISM, value: {{ . | quote }}}
{{- if $service.kafkaUsername }}
- {name: KAFKA_SASL_USERNAME, value: {{ $service.kafkaUsername | quote }}}
{{- else }}
{{- include "atrium.secretVariable" (list $root $service "KAFKA_SASL_USERNAME") }}
{{- end }}
{{- include "atrium.secretVariable" (list $root $service "KAFKA_SASL_PASSWORD") }}
{{- end }}
- {name: ATRIUM_TOPIC_PREFIX, value: {{ $values.kafka.topics.prefix | quote }}}
- {name: ATRIUM_TOPIC_PARTITIONS, value: {{ $values.kafka.topics.partitions | int | quote }}}
- {name: ATRIUM_TOPIC_REPLICATION, value: {{ $values.kafka.topics.replication | int | quote }}}
- {name: ATRIUM_TOPIC_RETENTION_DAYS, value: {{ $values.kafka.topics.retentionDays | int | quote }}}
{{- end }}
{{- if has "keycloak" $service.needs }}
- {name: KEYCLOAK_URL, value: {{ $values.keycloak.url | quote }}}
- {name: KEYCLOAK_PUBLIC_URL, value: {{ $values.keycloak.publicUrl | default $values.keycloak.url | quote }}}
- {name: KEYCLOAK_REALM, value: {{ $values.keycloak.realm | quote }}}
{{- end }}
{{- if $service.setsUpKeycloak }}
{{- include "atrium.secretVariable" (list $root $service "KEYCLOAK_ADMIN_USER" "optional") }}
{{- include "atrium.secretVariable" (list $root $service "KEYCLOAK_ADMIN_PASSWORD" "optional") }}
{{- end }}
{{- if has "smtp" $service.needs }}
{{- include "atrium.secretVariable" (list $root $service "SMTP_URL") }}
- {name: MAIL_FROM, value: {{ $values.mail.from | quote }}}
{{- end }}
{{- if $values.otlpEndpoint }}
- {name: OTEL_EXPORTER_OTLP_ENDPOINT, value: {{ $values.otlpEndpoint | quote }}}
- {name: OTEL_SERVICE_NAME, value: {{ printf "atrium-%s" .name | quote }}}
- {name: POD_NAME, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
- {name: OTEL_RESOURCE_ATTRIBUTES, value: "service.namespace={{ $root.Release.Name }},service.instance.id=$(POD_NAME),k8s.pod.name=$(POD_NAME),k8s.namespace.name={{ $root.Release.Namespace }}"}
{{- end }}
{{- if $values.trustedCertificates.configMap }}
- {name: NODE_EXTRA_CA_CERTS, value: {{ printf "/etc/atrium/certificates/%s" $values.trustedCertificates.key | quote }}}
{{- end }}
{{- with $service.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end }}
