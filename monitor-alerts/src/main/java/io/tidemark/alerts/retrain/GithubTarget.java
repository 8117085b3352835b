package io.tidemark.alerts.retrain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.alerts.format.Payload;
import java.net.URI;
import java.util.Map;

/**
 * A run of a workflow of GitHub Actions, as {@code POST
 * /repos/OWNER/REPO/actions/workflows/WORKFLOW/dispatches} takes it. The API knows no identity of a request: a second
 * attempt after a lost answer is a second run, which the workflow tells by the input {@code event_id}.
 */
public final class GithubTarget implements RetrainTarget {
    /** The API takes inputs of 65,535 characters in all. */
    static final int MOST_EVENT_CHARACTERS = 60_000;

    private static final Map<String, String> HEADERS =
            Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28");

    private final String ref;

    /**
     * A target.
     *
     * @param ref branch or tag whose workflow file is run
     */
    public GithubTarget(String ref) {
        this.ref = ref;
    }

    /** Returns where runs of a workflow are asked for, under the address of an API. */
    public static URI address(URI api, String repository, String workflow) {
        String base = api.toString().replaceAll("/+$", "");
        String path =
                "/repos/" + repository + "/actions/workflows/" + RetrainDocument.uriPart(workflow) + "/dispatches";
        return URI.create(base + path);
    }

    @Override
    public Payload of(RetrainDocument event) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("ref", ref);
        ObjectNode inputs = body.putObject("inputs");
        inputs.put("event_id", event.id());
        inputs.put("endpoint", event.endpoint());
        inputs.put("variant", event.variant());
        inputs.put("rule", event.rule());
        inputs.put("reason", event.text());
        inputs.put("event", event.json().length() > MOST_EVENT_CHARACTERS ? "" : event.json());
        return new Payload(event.id(), Payload.JSON, RetrainDocument.text(body), HEADERS);
    }
}
