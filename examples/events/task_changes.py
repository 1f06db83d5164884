"""Prints every change of one task, from the first that Kafka still has, and goes on until Ctrl-C."""

import json
import os
import sys

from kafka import KafkaConsumer

task = sys.argv[1]
group = os.environ.get("GROUP")

# A named group goes on where it stopped. Without one, it begins at the beginning each time.
consumer = KafkaConsumer(
    os.environ.get("TOPIC", "atrium.tasks.v1"),
    bootstrap_servers=os.environ.get("KAFKA_BROKERS", "localhost:9092").split(","),
    group_id=group,
    enable_auto_commit=group is not None,
    auto_offset_reset="earliest",
)
seen = set()


def shown(change, side):
    return json.dumps(change[side], ensure_ascii=False, separators=(",", ":")) if side in change else "nothing"


try:
    for message in consumer:
        headers = {name: value.decode() for name, value in message.headers}
        # The topic also has the events of views, and a view may have the same id.
        if headers["ce_subject"] != task or not headers["ce_type"].startswith("atrium.tasks.task."):
            continue
        # Delivery is at least once: an event that comes again has the same id.
        if headers["ce_id"] in seen:
            continue
        seen.add(headers["ce_id"])

        event = json.loads(message.value)
        actor = event["actor"]["user"] or event["actor"]["automation"]
        print(f"{headers['version']} {headers['ce_time']} {event['action']} by {actor}", flush=True)
        for change in event["changes"]:
            print(f"  {change['path']}: {shown(change, 'before')} → {shown(change, 'after')}", flush=True)
        if "comment" in event:
            print(f"  \"{event['comment']['text']}\"", flush=True)
except KeyboardInterrupt:
    pass
finally:
    consumer.close()
