package io.tidemark.app.options;

import io.tidemark.app.config.Given;
import io.tidemark.core.capture.CaptureForm;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How captured payloads become rows, and which of them count. Part of what a verdict is identified by. */
public final class FormOptions {
    @Mixin
    private PayloadOptions payloads = new PayloadOptions();

    @Option(
            names = "--columns",
            paramLabel = "NAME",
            split = ",",
            description = "Names of the columns of CSV requests, in order: binds them by name.")
    private List<String> columns = new ArrayList<>();

    /** The form, as far as options were given. */
    public CaptureForm form() {
        return payloads.form(columns);
    }

    /** The form of a monitor's file, changed as far as options outrank it. */
    CaptureForm form(CaptureForm base, Given given) {
        return payloads.form(given.has("--columns") ? columns : base.columns().names(), base, given);
    }
}
