#pragma once

/// A push parser of XML. It reads nothing but the bytes it is given.
typedef struct dossier_xml_reader dossier_xml_reader;

/// What a parser calls, each with the value given to `dossier_xml_open`.
typedef struct {
  /// A document type begins; nothing of it was read yet.
  void (*document_type)(void *user);
  /// An element begins. `attributes` holds five pointers for each: local name, prefix, address,
  /// first byte of the value, one past its last. Names keep one address for the whole document.
  void (*start)(
      void *user, const unsigned char *name, int attribute_count,
      const unsigned char *const *attributes);
  void (*end)(void *user);
  /// Some text; not ended by a zero.
  void (*text)(void *user, const unsigned char *bytes, int count);
} dossier_xml_events;

/// A parser, or NULL where memory is short.
dossier_xml_reader *dossier_xml_open(dossier_xml_events events, void *user);

/// Parses more bytes; the last call says so.
void dossier_xml_push(dossier_xml_reader *reader, const char *bytes, int count, int is_last);

/// Ends the parsing; may be called from an event.
void dossier_xml_stop(dossier_xml_reader *reader);

/// Whether the parser has met what no well-formed document holds.
int dossier_xml_is_broken(const dossier_xml_reader *reader);

/// The line the parser stands on, from 1; 0 where there is none.
int dossier_xml_line(const dossier_xml_reader *reader);

/// The last fault in libxml2's words, or NULL.
const char *dossier_xml_message(const dossier_xml_reader *reader);

void dossier_xml_close(dossier_xml_reader *reader);
