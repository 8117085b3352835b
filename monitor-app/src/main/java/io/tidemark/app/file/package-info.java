/**
 * Configuration files: YAML read safely, checked against its JSON Schema, every value with its line and column. Start
 * with ConfigFile.
 */
@NullMarked
package io.tidemark.app.file;

import org.jspecify.annotations.NullMarked;
