package dev.reeve.engine.registry.describe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reeve.engine.registry.Described;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads XML with the JDK's StAX; entities and document types from outside are never opened. */
final class XmlExtractor implements Extractor {
  private static final int EVENTS_A_LOOK = 4096;

  @Override
  public String language() {
    return "xml";
  }

  @Override
  public String parserId() {
    return "jdk-stax";
  }

  @Override
  public String parserVersion() {
    return "1";
  }

  @Override
  public boolean code() {
    return false;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  @Override
  public void extract(Source source, Facts facts) throws NotParsed {
    Map<String, Integer> elements = new TreeMap<>();
    TreeSet<String> namespaces = new TreeSet<>();
    int depth = 0;
    int deepest = 0;
    boolean documentType = false;
    long events = 0;
    try {
      XMLStreamReader reader =
          factory().createXMLStreamReader(new ByteArrayInputStream(source.bytes()));
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
          deepest = Math.max(deepest, ++depth);
          if (depth == 1) {
            facts.more().put("root", facts.clean(reader.getLocalName()));
          }
          if (elements.size() < Facts.MOST || elements.containsKey(reader.getLocalName())) {
            elements.merge(reader.getLocalName(), 1, Integer::sum);
          }
          if (reader.getNamespaceURI() != null && namespaces.size() < Facts.MOST) {
            namespaces.add(reader.getNamespaceURI());
          }
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        } else if (event == XMLStreamConstants.COMMENT && depth == 0) {
          facts.summary(Comments.summary(reader.getText()));
        }
        documentType |= event == XMLStreamConstants.DTD;
        if (++events % EVENTS_A_LOOK == 0) {
          source.deadline().check();
        }
      }
    } catch (XMLStreamException e) {
      if (e.getNestedException() instanceof java.io.CharConversionException) {
        throw new NotParsed(
            Described.Status.ENCODING_ERROR, "A byte is not of the declared encoding.");
      }
      int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNumber());
      facts.problem(line, "not well formed");
      return;
    }
    facts.more().put("depth", deepest).put("document_type", documentType);
    namespaces.forEach(facts.more().putArray("namespaces")::add);
    ObjectNode counts = facts.more().putObject("elements");
    elements.forEach(counts::put);
  }
}
