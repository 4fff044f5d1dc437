// The fields of each collection, in the order authors write them.
extension Schema {
  static let incidents = ItemSchema(
    "incident",
    [
      FieldSchema("id", .identifier, required: true, "lower-case kebab, unique and stable"),
      FieldSchema(
        "name", .localizedText, required: true, "what readers call it",
        example: "Theft from Northport Exchange"),
      FieldSchema("alias", .text, list: true, "other names", example: "Northport hack"),
      FieldSchema(
        "summary", .localizedText, "what happened, in two sentences",
        example: "Intruders emptied a hot wallet."),
      FieldSchema("startDate", .date, "when it began"),
      FieldSchema("endDate", .date, "when it ended"),
      FieldSchema("discoveryDate", .date, "when the victim noticed"),
      FieldSchema("disclosureDate", .date, "when it became public"),
      FieldSchema(
        "status", .oneOf(["confirmed", "alleged", "disputed", "foiled"]),
        "how firmly it stands that it happened as told"),
      FieldSchema(
        "incidentType", .text, list: true, "EuRepoC incident types",
        example: "Hijacking with Misuse"),
      FieldSchema(
        "techniques", .item(technique, shorthand: "name"), list: true, "how it was done"),
      FieldSchema(
        "receivers", .item(receiver, shorthand: "name"), list: true, "the victims, main one first"),
      FieldSchema(
        "initiators", .item(initiator, shorthand: "entity"), list: true,
        "the actors, main one first"),
      FieldSchema("confidence", confidences, "confidence in the attribution as a whole"),
      FieldSchema(
        "attributions", .item(attribution, shorthand: "attributingActor"), list: true,
        "who says who did it"),
      FieldSchema(
        "losses", .item(loss, shorthand: nil), list: true, "rival estimates, never parts"),
      FieldSchema("wallets", .wallet, list: true, "addresses involved"),
      sourceKeys,
    ] + commonOfRecords)

  static let entities = ItemSchema(
    "entity",
    [
      FieldSchema("id", .identifier, required: true, "lower-case kebab, unique and stable"),
      FieldSchema(
        "schema",
        .oneOf([
          "Organization", "LegalEntity", "Person", "Company", "PublicBody", "Vessel", "Airplane",
          "CryptoWallet",
        ]), required: true, "Follow the Money schema"),
      FieldSchema(
        "actorType",
        .oneOf(["state", "state-body", "intrusion-set", "front-company", "it-worker-network"]),
        "what part it plays"),
      FieldSchema("name", .localizedText, required: true, "its name", example: "Grey Heron"),
      FieldSchema("alias", .text, list: true, "other names", example: "Silver Stork"),
      FieldSchema(
        "weakAlias", .text, list: true, "names too loose to identify it", example: "Heron"),
      FieldSchema("previousName", .text, list: true, "former names", example: "White Egret"),
      FieldSchema("parent", .reference(.entities), "what it is part of or answers to"),
      FieldSchema("country", .country, "ISO 3166-1 alpha-2"),
      FieldSchema("nationality", .country, list: true, "of a person"),
      FieldSchema("birthDate", .date, "of a person"),
      FieldSchema("topics", .text, list: true, "Follow the Money topics", example: "crime.cyber"),
      FieldSchema("attackId", .text, "MITRE ATT&CK group id", example: "G0032"),
      FieldSchema(
        "publicKey", .text, "a wallet's address",
        example: "0x098B716B8Aaf21512996dC57EB0615e2383E2f96"),
      FieldSchema("currency", .text, "a wallet's asset code", example: "ETH"),
      FieldSchema("holder", .reference(.entities), "who holds the wallet"),
      FieldSchema(
        "summary", .localizedText, "who it is, in two sentences",
        example: "A group that steals from exchanges."),
      FieldSchema("description", .localizedText, "more of it", example: "Active since 2014."),
      sourceKeys,
    ] + commonOfRecords)

  static let sanctions = ItemSchema(
    "sanction",
    [
      FieldSchema("id", .identifier, required: true, "lower-case kebab, unique and stable"),
      FieldSchema("entity", .reference(.entities), "who is listed"),
      FieldSchema(
        "entityName", .text, "the name listed, where no record stands for it",
        example: "Northern Trading House"),
      FieldSchema("authority", .reference(.authorities), required: true, "who lists"),
      FieldSchema("country", .country, "Follow the Money country"),
      FieldSchema("program", .text, list: true, "the programme's tags, verbatim", example: "DPRK3"),
      FieldSchema(
        "programId", .text, list: true, "OpenSanctions programme ids", example: "US-DPRK"),
      FieldSchema("legalBasis", .text, "the act it rests on", example: "Executive Order 13722"),
      FieldSchema("authorityId", .text, "its number on the list", example: "27307"),
      FieldSchema("unscId", .text, "its number on the UN list", example: "KPe.031"),
      FieldSchema("listingDate", .date, "when it was listed"),
      FieldSchema("startDate", .date, "when it took effect"),
      FieldSchema("endDate", .date, "when it ended"),
      FieldSchema(
        "status", .oneOf(["active", "delisted", "expired", "suspended", "unknown"]),
        "whether it is in force"),
      FieldSchema(
        "delistingBasis", .oneOf(["notice", "absence"]), "how its end is known"),
      FieldSchema(
        "reason", .localizedText, "the statement of reasons", example: "Steals for the Bureau."),
      FieldSchema("provisions", .text, list: true, "what it imposes", example: "asset freeze"),
      FieldSchema("wallets", .wallet, list: true, "addresses listed"),
      FieldSchema("programUrl", .url, "the programme's page"),
      FieldSchema("sourceUrl", .url, "the entry's page"),
      FieldSchema("modifiedAt", .date, "when it was last amended"),
      FieldSchema("snapshot", .item(snapshot, shorthand: nil), "the list file it was read from"),
      sourceKeys,
    ] + commonOfRecords)

  static let sources = ItemSchema(
    "source",
    [
      FieldSchema("id", .identifier, required: true, "the citation key"),
      FieldSchema("type", .text, required: true, "CSL type", example: "report"),
      FieldSchema(
        "title", .localizedText, required: true, "its title",
        example: "Report on the theft from Northport Exchange"),
      FieldSchema("author", .item(name, shorthand: "literal"), list: true, "who wrote it"),
      FieldSchema("publisher", .text, "who published it", example: "Northport Financial Authority"),
      FieldSchema(
        "container-title", .text, "the journal, site or series it appeared in",
        example: "Northport Gazette"),
      FieldSchema("number", .text, "its number", example: "2025/14"),
      FieldSchema("issued", .date, "when it was published"),
      FieldSchema("accessed", .date, "when it was read"),
      FieldSchema("event-date", .date, "when what it reports took place"),
      FieldSchema("URL", .url, "where it stands"),
      FieldSchema("archiveURL", .url, "where a copy stands"),
      FieldSchema("language", .text, "BCP 47 tag", example: "en"),
      FieldSchema(
        "note", .localizedText, "what it is used for and how far it was checked",
        example: "Read in full."),
      FieldSchema(
        "reliability", .oneOf(["A", "B", "C", "D", "E", "F"]), "Admiralty grade of the source"),
      FieldSchema(
        "credibility", .oneOf(["1", "2", "3", "4", "5", "6"]), "Admiralty grade of the content"),
    ] + commonOfRecords)

  static let measures = ItemSchema(
    "measure",
    [
      FieldSchema("id", .identifier, required: true, "lower-case kebab, unique and stable"),
      FieldSchema(
        "kind", .oneOf(["commitment", "measure", "recommendation", "ask"]), required: true,
        "what it is"),
      FieldSchema(
        "text", .localizedText, required: true, "what is promised, done or asked",
        example: "Share indicators of stolen funds within a day."),
      FieldSchema("forum", .reference(.forums), "where it was agreed"),
      FieldSchema("document", .reference(.sources), "the text that says so"),
      FieldSchema("locator", .text, "where in the text", example: "paragraph 12"),
      FieldSchema("date", .date, "when"),
      FieldSchema("due", .date, "by when"),
      FieldSchema("owner", .text, "who is to act", example: "Members of the forum"),
      FieldSchema(
        "status",
        .oneOf([
          "proposed", "agreed", "published", "in-progress", "in-force", "met", "lapsed", "ended",
        ]), "how far it has come"),
      FieldSchema("topics", .text, list: true, "what it is about", example: "cryptocurrency"),
      FieldSchema("incidents", .reference(.incidents), list: true, "incidents it answers"),
      FieldSchema("sanctions", .reference(.sanctions), list: true, "listings it concerns"),
      sourceKeys,
    ] + commonOfRecords)

  static let authorities = ItemSchema(
    "authority",
    [
      FieldSchema("id", .identifier, required: true, "lower-case kebab, unique and stable"),
      FieldSchema(
        "name", .localizedText, required: true, "its name",
        example: "Office of Foreign Assets Control"),
      FieldSchema(
        "jurisdiction", .text, required: true, "country code, `eu` or `un`", example: "us"),
      FieldSchema(
        "binds", .text, list: true, "members its lists bind, or `all`; absent: its jurisdiction",
        example: "fr"),
      FieldSchema("checked", .date, "when its list was last read whole"),
      sourceKeys,
    ] + commonOfRecords)

  static let forums = ItemSchema(
    "forum",
    [
      FieldSchema("id", .identifier, required: true, "lower-case kebab, unique and stable"),
      FieldSchema("name", .localizedText, required: true, "its name", example: "Example Summit"),
      FieldSchema("presidency", .country, "who presides"),
      FieldSchema("members", .country, list: true, "in protocol order"),
      FieldSchema("place", .localizedText, "where it meets", example: "Northport"),
      FieldSchema("startDate", .date, "its first day"),
      FieldSchema("endDate", .date, "its last day"),
      FieldSchema(
        "documents", .item(forumDocument, shorthand: "document"), list: true, "what it adopted"),
      sourceKeys,
    ] + commonOfRecords)
}
