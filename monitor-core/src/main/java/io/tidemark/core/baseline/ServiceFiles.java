package io.tidemark.core.baseline;

/**
 * The files of another service that a baseline was made from, word for word: its checks need more than a grid, and an
 * export gives them back as they came.
 *
 * @param statistics the content of {@code statistics.json}
 * @param constraints the content of {@code constraints.json}
 */
public record ServiceFiles(String statistics, String constraints) {}
