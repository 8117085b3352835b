package io.tidemark.app.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.app.console.Problem;
import io.tidemark.app.console.UserError;
import io.tidemark.app.file.MonitorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScheduleEntryTest {
    @TempDir
    private Path folder = Path.of("");

    private List<ScheduleEntry> read(String schedules) throws IOException {
        Path file = Files.writeString(
                folder.resolve("monitor.yaml"), "version: 1\nendpoint: adult\nschedules:\n" + schedules);
        return ScheduleEntry.all(List.of(MonitorFile.read(file)));
    }

    private String problems(String schedules) {
        UserError error = catchThrowableOfType(UserError.class, () -> read(schedules));
        assertThat(error).as(schedules).isNotNull();
        return error.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    @Test
    void anAuditHasItsPathsBelowTheFileAndTheDefaultsOfTheCommand() throws IOException {
        List<ScheduleEntry> entries = read("  - {name: a, cron: 0 2 * * *, audit: {captures: in, out: /reports}}\n");
        Task.AuditTask audit = (Task.AuditTask) entries.get(0).task();
        assertThat(audit.captures()).isEqualTo(folder.resolve("in").toAbsolutePath());
        assertThat(audit.out()).isEqualTo(Path.of("/reports"));
        assertThat(audit.failOn()).isEqualTo("alarm");
        assertThat(audit.asOf()).isEqualTo("window");
        assertThat(audit.needsKafka()).isTrue();
        assertThat(entries.get(0).schedule().times().text()).isEqualTo("0 2 * * * UTC");
        assertThat(entries.get(0).schedule().catchesUp()).isTrue();
    }

    @Test
    void aBaselineHasItsOptions() throws IOException {
        List<ScheduleEntry> entries = read("""
                  - name: weekly
                    cron: 0 5 * * 1
                    zone: Europe/Berlin
                    catchUp: false
                    baseline: {train: [data], label: income, types: {zip: String}, policy: auto, limit: 0.2}
                """);
        Task.BaselineTask task = (Task.BaselineTask) entries.get(0).task();
        assertThat(task.policy()).isEqualTo(Task.Policy.AUTO);
        assertThat(task.limit()).isEqualTo(0.2);
        assertThat(task.table().label()).contains("income");
        assertThat(task.table().types()).containsOnlyKeys("zip");
        assertThat(task.source()).isEqualTo(new Task.Training(List.of(folder.resolve("data"))));
        assertThat(entries.get(0).schedule().catchesUp()).isFalse();
    }

    @Test
    void whatCannotBeUsedIsToldWithItsPlaceAndAllTogether() {
        assertThat(problems("""
                  - {name: a, cron: 61 * * * *, audit: {captures: in, out: out}}
                  - {name: b, cron: 0 2 * * *, zone: Mars, audit: {captures: in, out: out}}
                  - {name: c, cron: 0 2 * * *}
                  - {name: d, cron: 0 2 * * *, baseline: {}}
                  - {name: d, cron: 0 2 30 2 *, baseline: {train: [x]}}
                """))
                .contains("monitor.yaml:4:")
                .contains("monitor.yaml:5:")
                .contains("no time zone")
                .contains("neither an audit nor a baseline")
                .contains("from training data or from captures")
                .contains("another schedule of this file has it");
        assertThat(problems("  - {name: a, cron: 0 2 30 2 *, baseline: {train: [x]}}\n"))
                .contains("no such day");
    }

    @Test
    void theSchemaRefusesUnknownKeysAndValuesOutOfRange() {
        assertThat(problems("  - {name: a, cron: 0 2 * * *, baseline: {train: [x], limit: 2}}\n"))
                .contains("limit");
        assertThat(problems("  - {name: a b, cron: 0 2 * * *, baseline: {train: [x]}}\n"))
                .contains("name");
        assertThat(problems("  - {name: a, cron: 0 2 * * *, audit: {captures: x, out: y, failon: major}}\n"))
                .contains("failOn");
    }
}
