package io.tidemark.app;

import io.tidemark.app.console.Console;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands: one whose constructor takes a {@link Console} gets it; anything else is made as picocli does. */
final class CommandFactory implements IFactory {
    private final Console console;
    private final IFactory usual = CommandLine.defaultFactory();

    CommandFactory(Console console) {
        this.console = console;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Optional<Constructor<?>> constructor = Arrays.stream(type.getDeclaredConstructors())
                .filter(each -> Arrays.equals(each.getParameterTypes(), new Class<?>[] {Console.class}))
                .findFirst();
        if (constructor.isEmpty()) {
            return usual.create(type);
        }
        // Commands are made by this class only, so their constructors are closed to other packages.
        constructor.get().setAccessible(true);
        return type.cast(constructor.get().newInstance(console));
    }
}
