/**
 * What a running process shows of itself over HTTP: figures for Prometheus, liveness and readiness. Start with Serving.
 */
@NullMarked
package io.tidemark.app.serve;

import org.jspecify.annotations.NullMarked;
