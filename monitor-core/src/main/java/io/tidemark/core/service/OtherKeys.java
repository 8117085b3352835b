package io.tidemark.core.service;

import java.util.List;

/**
 * Keys of a JSON object that mean nothing here and are kept, so that a file that is read and written again loses
 * nothing.
 *
 * @param keys in the order of the file
 */
public record OtherKeys(List<Key> keys) {
    /** Nothing else was there. */
    public static final OtherKeys NONE = new OtherKeys(List.of());

    public OtherKeys {
        keys = List.copyOf(keys);
    }

    /**
     * One key.
     *
     * @param inside the key of the inner object it stands in, empty for the object itself
     * @param name the key
     * @param json its value as JSON
     */
    public record Key(String inside, String name, String json) {}

    /** Returns the keys that stand in one inner object, or with an empty text those of the object itself. */
    public List<Key> inside(String object) {
        return keys.stream().filter(key -> key.inside().equals(object)).toList();
    }
}
