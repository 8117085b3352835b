package io.tidemark.alerts.retrain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.alerts.format.Payload;
import io.tidemark.alerts.sink.HttpOptions;
import java.net.URI;

/**
 * A run of an Airflow DAG, as {@code POST /api/v2/dags/DAG/dagRuns} of Airflow 3 takes it. The run's id is the event's, so a
 * second attempt finds the run there (409). {@code conf} is the event.
 */
public final class AirflowTarget implements RetrainTarget {
    /** The API answers 409 to a run that exists. */
    public static final HttpOptions.Protocol PROTOCOL = HttpOptions.Protocol.withPresent(409);

    /** Returns where runs of a DAG are made, under the address of an Airflow. */
    public static URI address(URI airflow, String dag) {
        String base = airflow.toString().replaceAll("/+$", "");
        return URI.create(base + "/api/v2/dags/" + RetrainDocument.uriPart(dag) + "/dagRuns");
    }

    @Override
    public Payload of(RetrainDocument event) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("dag_run_id", event.id());
        // The API asks for the key; null says that the run is about no interval of a schedule.
        body.putNull("logical_date");
        body.set("conf", RetrainDocument.tree(event.json()));
        body.put("note", event.text());
        return new Payload(event.id(), Payload.JSON, RetrainDocument.text(body));
    }
}
