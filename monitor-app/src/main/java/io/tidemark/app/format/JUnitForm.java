package io.tidemark.app.format;

import io.tidemark.app.console.Console;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** JUnit's XML: a suite per group, a case per thing that was judged, a failure with all its findings. */
final class JUnitForm {
    private JUnitForm() {}

    static void print(Report report, Console console) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            write(report, xml);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a text in memory cannot fail to be written", e);
        }
        console.out().println("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        console.out().println(text);
    }

    private static void write(Report report, XMLStreamWriter xml) throws XMLStreamException {
        Map<String, List<Judged>> groups = report.judged().stream()
                .collect(Collectors.groupingBy(Judged::group, LinkedHashMap::new, Collectors.toList()));
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", "tidemark " + report.kind());
        for (var group : groups.entrySet()) {
            writeSuite(group.getKey(), group.getValue(), xml);
        }
        xml.writeEndElement();
    }

    private static void writeSuite(String group, List<Judged> cases, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean(group));
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute(
                "failures",
                Long.toString(
                        cases.stream().filter(one -> !one.findings().isEmpty()).count()));
        xml.writeAttribute(
                "skipped",
                Long.toString(
                        cases.stream().filter(one -> !one.skipped().isEmpty()).count()));
        for (Judged one : cases) {
            writeCase(one, xml);
        }
        xml.writeEndElement();
    }

    private static void writeCase(Judged one, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(one.group()));
        xml.writeAttribute("name", clean(one.name()));
        if (!one.skipped().isEmpty()) {
            xml.writeEmptyElement("skipped");
            xml.writeAttribute("message", clean(one.skipped()));
        } else if (!one.findings().isEmpty()) {
            xml.writeStartElement("failure");
            xml.writeAttribute("message", clean(one.findings().get(0).message()));
            xml.writeAttribute("type", clean(one.findings().get(0).rule()));
            xml.writeCharacters(clean(one.findings().stream()
                    .map(finding -> finding.rule() + " " + finding.message())
                    .collect(Collectors.joining("\n"))));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** XML 1.0 has no form for most control characters; they become a question mark. */
    private static String clean(String text) {
        return text.codePoints()
                .map(c -> isAllowed(c) ? c : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isAllowed(int c) {
        boolean isSurrogate = c >= 0xD800 && c <= 0xDFFF;
        return c == '\n' || c == '\t' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !isSurrogate);
    }
}
