package io.tidemark.app.file;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of a YAML file with its place. An alias is the node that it names, so a small file stays small here. */
sealed interface YamlNode {
    /** Where the node begins. */
    Place place();

    /** How many nodes it is when every alias is written out, itself included. */
    long size();

    /** The node as JSON, every alias written out. */
    JsonNode json();

    /** The node at a pointer below this one, if the file has it. */
    default Optional<YamlNode> at(JsonPointer pointer) {
        return pointer.matches() ? Optional.of(this) : child(pointer).flatMap(child -> child.at(pointer.tail()));
    }

    /** The nearest thing that the file has on the way to a pointer: where its value, or an ancestor's, begins. */
    default Place nearest(JsonPointer pointer) {
        return pointer.matches()
                ? place()
                : child(pointer).map(child -> child.nearest(pointer.tail())).orElse(place());
    }

    /** The child that a pointer's first step leads to. */
    Optional<YamlNode> child(JsonPointer step);

    /** A text, number, truth value or null. */
    record Scalar(Place place, JsonNode json) implements YamlNode {
        @Override
        public long size() {
            return 1;
        }

        @Override
        public Optional<YamlNode> child(JsonPointer step) {
            return Optional.empty();
        }
    }

    /** A list. */
    record Sequence(Place place, List<YamlNode> items, long size) implements YamlNode {
        Sequence(Place place, List<YamlNode> items) {
            this(
                    place,
                    List.copyOf(items),
                    1 + items.stream().mapToLong(YamlNode::size).sum());
        }

        @Override
        public JsonNode json() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> array.add(item.json()));
            return array;
        }

        @Override
        public Optional<YamlNode> child(JsonPointer step) {
            int index = step.getMatchingIndex();
            return index >= 0 && index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
        }
    }

    /** Keys and values, in the order of the file. */
    record Mapping(Place place, Map<String, Member> members, long size) implements YamlNode {
        Mapping(Place place, Map<String, Member> members) {
            this(
                    place,
                    Collections.unmodifiableMap(new LinkedHashMap<>(members)),
                    1
                            + members.values().stream()
                                    .mapToLong(one -> one.value().size())
                                    .sum());
        }

        @Override
        public JsonNode json() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            members.forEach((key, member) -> object.set(key, member.value().json()));
            return object;
        }

        @Override
        public Optional<YamlNode> child(JsonPointer step) {
            return Optional.ofNullable(members.get(step.getMatchingProperty())).map(Member::value);
        }
    }

    /** A value of a mapping, and where its key begins. */
    record Member(Place key, YamlNode value) {}
}
