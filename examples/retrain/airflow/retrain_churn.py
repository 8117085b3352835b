"""Trains the churn model again when Tidemark has a reason to. Airflow 3.

The run's conf is the CloudEvent; its dag_run_id is the event's id, so one reason is one run.
"""

import json
from datetime import datetime, timezone

from airflow.sdk import dag, get_current_context, task


@dag(
    dag_id="retrain_churn",
    schedule=None,
    start_date=datetime(2026, 1, 1, tzinfo=timezone.utc),
    catchup=False,
    max_active_runs=1,
    tags=["tidemark"],
)
def retrain_churn():
    @task
    def read_event() -> dict:
        event = get_current_context()["dag_run"].conf
        if event.get("type") != "io.tidemark.retrain.v1":
            raise ValueError(f"conf is no retrain event: {json.dumps(event)[:200]}")
        print(f"{event['subject']}: {event['data']['reason']}")
        return event["data"]

    @task
    def train(data: dict) -> None:
        # Captures of the windows, by topic, partition and offset; replace the print by the training.
        captures = data["captures"]
        for place in captures["offsets"]:
            print(f"{captures['topic']}-{place['partition']}: {place['from']} to {place['to']}")
        print(f"training {data['endpoint']}/{data['variant']} on {data['windowsFrom']} to {data['windowsTo']}")

    train(read_event())


retrain_churn()
