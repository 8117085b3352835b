package io.tidemark.app.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.app.console.ExitCode;
import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;

/**
 * Reads one YAML document from the parser's events, so that nothing of a file becomes an object of a class that the file
 * names. Plain scalars are what JSON knows (null, true, false, numbers) and texts otherwise: {@code off}, {@code 1:30}
 * and {@code 2026-03-01} are texts. Tags, double keys, keys that are no text, more than {@value #MOST_ALIASES} aliases,
 * more than {@value #MOST_NODES} nodes with the aliases written out and more than {@value #DEEPEST} levels are refused.
 */
final class YamlReader {
    static final int MOST_ALIASES = 100;
    static final int MOST_NODES = 50_000;
    static final int DEEPEST = 40;

    private static final Pattern WHOLE = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(\\.[0-9]+|(0|[1-9][0-9]*)(\\.[0-9]*)?)([eE][-+]?[0-9]{1,4})?");
    private static final int LONGEST_NUMBER = 100;

    private final String file;
    private final Iterator<Event> events;
    private final Map<String, YamlNode> anchors = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private int aliases;

    private YamlReader(String file, String text, int mostChars) {
        this.file = file;
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(mostChars);
        limits.setProcessComments(false);
        this.events = new Yaml(limits).parse(new StringReader(text)).iterator();
    }

    /**
     * The document of a text.
     *
     * @param file as problems name it
     * @param text of the file
     * @param mostChars that are read
     */
    static YamlNode read(String file, String text, int mostChars) {
        YamlReader reader = new YamlReader(file, text, mostChars);
        YamlNode root;
        try {
            root = reader.document();
        } catch (MarkedYAMLException e) {
            Place place = e.getProblemMark() == null ? Place.START : Place.of(e.getProblemMark());
            throw reader.end(place, "this is no YAML", String.valueOf(e.getProblem()));
        } catch (YAMLException e) {
            throw reader.end(Place.START, "this is no YAML", String.valueOf(e.getMessage()));
        }
        if (!reader.problems.isEmpty()) {
            throw new UserError(ExitCode.USAGE, reader.problems);
        }
        return root;
    }

    private YamlNode document() {
        next();
        Event start = next();
        if (!(start instanceof DocumentStartEvent)) {
            throw end(Place.START, "the file is empty", "it needs at least the key \"version\"");
        }
        YamlNode root = node(next(), 1);
        next();
        Event after = next();
        if (!(after instanceof StreamEndEvent)) {
            throw end(Place.of(after.getStartMark()), "a second document begins here", "a file holds one");
        }
        return root;
    }

    private Event next() {
        return events.next();
    }

    private YamlNode node(Event event, int depth) {
        Place place = Place.of(event.getStartMark());
        if (depth > DEEPEST) {
            throw end(place, "more than " + DEEPEST + " levels", "no configuration is nested like this");
        }
        if (event instanceof AliasEvent alias) {
            return target(alias, place);
        }
        refuseTag(event, place);
        YamlNode node = event instanceof ScalarEvent scalar
                ? new YamlNode.Scalar(place, value(scalar))
                : collection(event, place, depth);
        if (node.size() > MOST_NODES) {
            throw end(place, "more than " + MOST_NODES + " values with every alias written out", "write them out");
        }
        if (event instanceof NodeEvent named && named.getAnchor() != null) {
            anchors.put(named.getAnchor(), node);
        }
        return node;
    }

    private YamlNode target(AliasEvent alias, Place place) {
        aliases++;
        if (aliases > MOST_ALIASES) {
            throw end(place, "more than " + MOST_ALIASES + " aliases", "write the values out");
        }
        YamlNode target = anchors.get(alias.getAnchor());
        if (target == null) {
            throw end(
                    place,
                    "the alias *" + alias.getAnchor() + " names nothing above it",
                    "no anchor &" + alias.getAnchor() + " is complete here");
        }
        return target;
    }

    private void refuseTag(Event event, Place place) {
        String tag = event instanceof ScalarEvent scalar
                ? scalar.getTag()
                : event instanceof CollectionStartEvent collection ? collection.getTag() : null;
        if (tag != null) {
            problems.add(Problem.of("the tag " + tag + " is refused")
                    .at(place.in(file))
                    .because("a tag makes YAML create something else than texts, numbers, lists and keys")
                    .fix("take the tag out; a text that looks like a number goes in quotes"));
        }
    }

    private YamlNode collection(Event start, Place place, int depth) {
        if (start instanceof SequenceStartEvent) {
            List<YamlNode> items = new ArrayList<>();
            for (Event event = next(); !(event instanceof SequenceEndEvent); event = next()) {
                items.add(node(event, depth + 1));
            }
            return new YamlNode.Sequence(place, items);
        }
        if (start instanceof MappingStartEvent) {
            return mapping(place, depth);
        }
        throw new AssertionError(start);
    }

    private YamlNode mapping(Place place, int depth) {
        Map<String, YamlNode.Member> members = new LinkedHashMap<>();
        for (Event event = next(); !(event instanceof MappingEndEvent); event = next()) {
            Place at = Place.of(event.getStartMark());
            if (!(event instanceof ScalarEvent key)) {
                throw end(at, "this key is no text", "a key is one word or a text in quotes");
            }
            refuseTag(event, at);
            YamlNode.Member member = new YamlNode.Member(at, node(next(), depth + 1));
            YamlNode.@Nullable Member before = members.putIfAbsent(key.getValue(), member);
            if (before != null) {
                problems.add(Problem.of("the key \"" + key.getValue() + "\" stands twice")
                        .at(at.in(file))
                        .because("it stands in line " + before.key().line() + " already")
                        .fix("keep one of them"));
            }
        }
        return new YamlNode.Mapping(place, members);
    }

    private static JsonNode value(ScalarEvent scalar) {
        String text = scalar.getValue();
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (!scalar.isPlain()) {
            return json.textNode(text);
        }
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> json.nullNode();
            case "true", "True", "TRUE" -> json.booleanNode(true);
            case "false", "False", "FALSE" -> json.booleanNode(false);
            default -> number(text);
        };
    }

    private static JsonNode number(String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (text.length() > LONGEST_NUMBER) {
            return json.textNode(text);
        }
        if (WHOLE.matcher(text).matches()) {
            BigInteger whole = new BigInteger(text);
            // As Jackson reads JSON: values of different width are never equal.
            if (whole.bitLength() < Integer.SIZE) {
                return json.numberNode(whole.intValue());
            }
            return whole.bitLength() < Long.SIZE ? json.numberNode(whole.longValue()) : json.numberNode(whole);
        }
        double number = NUMBER.matcher(text).matches() ? new BigDecimal(text).doubleValue() : Double.NaN;
        return Double.isFinite(number) ? json.numberNode(number) : json.textNode(text);
    }

    /** Everything found so far, and this, behind which nothing can be read. */
    private UserError end(Place place, String what, String why) {
        List<Problem> all = new ArrayList<>(problems);
        all.add(Problem.of(what).at(place.in(file)).because(why));
        return new UserError(ExitCode.USAGE, all);
    }
}
