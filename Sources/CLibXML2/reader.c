#include "CLibXML2.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <stdlib.h>

struct dossier_xml_reader {
  xmlParserCtxtPtr context;
  dossier_xml_events events;
  void *user;
};

static void on_document_type(
    void *user, const xmlChar *name, const xmlChar *external, const xmlChar *system) {
  (void)name, (void)external, (void)system;
  dossier_xml_reader *reader = user;
  reader->events.document_type(reader->user);
}

static void on_start(
    void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *address,
    int namespace_count, const xmlChar **namespaces, int attribute_count, int default_count,
    const xmlChar **attributes) {
  (void)prefix, (void)address, (void)namespace_count, (void)namespaces, (void)default_count;
  dossier_xml_reader *reader = user;
  reader->events.start(
      reader->user, name, attribute_count, (const unsigned char *const *)attributes);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *address) {
  (void)name, (void)prefix, (void)address;
  dossier_xml_reader *reader = user;
  reader->events.end(reader->user);
}

static void on_text(void *user, const xmlChar *bytes, int count) {
  dossier_xml_reader *reader = user;
  reader->events.text(reader->user, bytes, count);
}

dossier_xml_reader *dossier_xml_open(dossier_xml_events events, void *user) {
  dossier_xml_reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) return NULL;
  reader->events = events;
  reader->user = user;
  // Whatever has no handler here is passed over: entities, comments, instructions.
  xmlSAXHandler handler = {0};
  handler.initialized = XML_SAX2_MAGIC;
  handler.internalSubset = on_document_type;
  handler.startElementNs = on_start;
  handler.endElementNs = on_end;
  handler.characters = on_text;
  handler.cdataBlock = on_text;
  reader->context = xmlCreatePushParserCtxt(&handler, reader, NULL, 0, NULL);
  if (reader->context == NULL) {
    free(reader);
    return NULL;
  }
  // No network, and UTF-8 whatever the document claims: its bytes were checked before.
  xmlCtxtUseOptions(
      reader->context,
      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_IGNORE_ENC);
  return reader;
}

void dossier_xml_push(dossier_xml_reader *reader, const char *bytes, int count, int is_last) {
  (void)xmlParseChunk(reader->context, bytes, count, is_last);
}

void dossier_xml_stop(dossier_xml_reader *reader) { xmlStopParser(reader->context); }

int dossier_xml_is_broken(const dossier_xml_reader *reader) {
  return !reader->context->wellFormed;
}

int dossier_xml_line(const dossier_xml_reader *reader) {
  return reader->context->input == NULL ? 0 : reader->context->input->line;
}

const char *dossier_xml_message(const dossier_xml_reader *reader) {
  return reader->context->lastError.message;
}

void dossier_xml_close(dossier_xml_reader *reader) {
  xmlFreeParserCtxt(reader->context);
  free(reader);
}
