package io.tidemark.app.console;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the release from the jar's manifest, and the Java that runs it. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "tidemark " + release(), "java " + Runtime.version() + " " + System.getProperty("java.vendor", "")
        };
    }

    /** The version of this build; {@code development} when it runs from class files. */
    public static String release() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
