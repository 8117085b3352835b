package io.tidemark.app.config;

/**
 * A value of an option, and where it was found.
 *
 * @param value as written
 * @param origin {@code FILE:LINE}, or the variable's name
 */
public record Setting(String value, String origin) {}
