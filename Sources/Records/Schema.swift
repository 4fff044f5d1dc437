/// The one table of every collection's fields: decoding, checking, SQL columns, editors and
/// documentation all read it.
///
/// Names are those of Follow the Money, EuRepoC, CSL and STIX in camel case.
package enum Schema {
  package static func fields(of collection: Collection) -> ItemSchema {
    switch collection {
    case .incidents: incidents
    case .entities: entities
    case .sanctions: sanctions
    case .sources: sources
    case .measures: measures
    case .authorities: authorities
    case .forums: forums
    }
  }

  /// Fields that every record and nested item may carry.
  private static let common: [FieldSchema] = [
    FieldSchema("marking", .marking, "TLP 2.0 label; absent: the container's"),
    FieldSchema("recorded", .date, "when the registry learnt it; absent: always known"),
  ]

  private static let commonOfRecords: [FieldSchema] =
    [
      FieldSchema("notes", .text, "remarks for the file, not shown"),
      FieldSchema(
        "externalReferences", .item(externalReference, shorthand: "url"), list: true,
        "the same thing in other registries"),
      FieldSchema("original", .freeMap, "what an importer keeps of its source; never shown"),
    ] + common

  private static let sourceKeys = FieldSchema(
    "sources", .reference(.sources), list: true, "citation keys of what this rests on")

  private static let confidences: FieldType = .oneOf(["low", "moderate", "high"])

  static let externalReference = ItemSchema(
    "external reference",
    [
      FieldSchema("source_name", .text, "the registry"),
      FieldSchema("external_id", .text, "its id there"),
      FieldSchema("url", .url, "its page there"),
    ] + common)

  static let name = ItemSchema(
    "name",
    [
      FieldSchema("family", .text, "family name"),
      FieldSchema("given", .text, "given names"),
      FieldSchema("literal", .text, "an organisation's name, or a name in one piece"),
    ] + common)

  static let receiver = ItemSchema(
    "receiver",
    [
      FieldSchema("entity", .reference(.entities), "the victim as a record"),
      FieldSchema("name", .localizedText, "the victim's name"),
      FieldSchema("country", .country, "where it is established"),
      FieldSchema("category", .text, "EuRepoC category or sector"),
      FieldSchema("subcategory", .text, "EuRepoC subcategory"),
      sourceKeys,
    ] + common)

  static let initiator = ItemSchema(
    "initiator",
    [
      FieldSchema("entity", .reference(.entities), "who did it"),
      FieldSchema("country", .country, "the country it acts from or for"),
      FieldSchema("category", .text, "EuRepoC category"),
      sourceKeys,
    ] + common)

  static let attribution = ItemSchema(
    "attribution",
    [
      FieldSchema("attributingActor", .text, "who says so"),
      FieldSchema("attributingCountry", .country, "that actor's country"),
      FieldSchema("attributionDate", .date, "when it said so"),
      FieldSchema("attributionType", .text, "EuRepoC type of the statement"),
      FieldSchema("attributionBasis", .text, "EuRepoC basis of the statement"),
      FieldSchema("attributedInitiator", .text, "whom it names, verbatim or as an entity's id"),
      FieldSchema("attributedCountry", .country, "the country it names"),
      FieldSchema("likelihood", .text, "a term of the pack's likelihood scale"),
      FieldSchema("confidence", confidences, "how sure the actor is"),
      FieldSchema("contested", .boolean, "whether others disagree"),
      sourceKeys,
    ] + common)

  static let loss = ItemSchema(
    "loss",
    [
      FieldSchema("amount", .amount, "the estimate, in `currency`"),
      FieldSchema("amountMin", .amount, "the least, where only a range is known"),
      FieldSchema("amountMax", .amount, "the most, where only a range is known"),
      FieldSchema("currency", .text, "ISO 4217 code"),
      FieldSchema("amountUSD", .amount, "the same in US dollars, where the currency differs"),
      FieldSchema("valuationDate", .date, "the day of the price used"),
      FieldSchema("basis", .text, "reported, estimated, court or on-chain"),
      FieldSchema("asset", .text, "what was taken"),
      FieldSchema("assetAmount", .amount, "how many units of the asset"),
      FieldSchema("recoveredAmount", .amount, "what came back, in `currency`"),
      FieldSchema("recoveredDate", .date, "when it came back"),
      FieldSchema("preferred", .boolean, "the estimate that totals use"),
      FieldSchema("quote", .text, "the number as the source states it; must agree with `amount`"),
      sourceKeys,
    ] + common)

  static let technique = ItemSchema(
    "technique",
    [
      FieldSchema("attackId", .text, "MITRE ATT&CK id"),
      FieldSchema("name", .text, "what was done"),
    ] + common)

  static let snapshot = ItemSchema(
    "snapshot",
    [
      FieldSchema("file", .text, "the list file's name"),
      FieldSchema("sha256", .text, "its digest"),
      FieldSchema("generatedAt", .date, "the date it states"),
    ] + common)

  static let forumDocument = ItemSchema(
    "document",
    [
      FieldSchema("document", .reference(.sources), "the text, as a source"),
      FieldSchema(
        "documentType",
        .oneOf([
          "leaders-statement", "communique", "chairs-summary", "ministers-statement", "charter",
          "action-plan",
        ]), "what kind of text it is"),
    ] + common)

  static let incidents = ItemSchema(
    "incident",
    [
      FieldSchema("id", .identifier, required: true, "lower-case kebab, unique and stable"),
      FieldSchema("name", .localizedText, required: true, "what readers call it"),
      FieldSchema("alias", .text, list: true, "other names"),
      FieldSchema("summary", .localizedText, "what happened, in two sentences"),
      FieldSchema("startDate", .date, "when it began"),
      FieldSchema("endDate", .date, "when it ended"),
      FieldSchema("discoveryDate", .date, "when the victim noticed"),
      FieldSchema("disclosureDate", .date, "when it became public"),
      FieldSchema(
        "status", .oneOf(["confirmed", "alleged", "disputed", "foiled"]),
        "how firmly it stands that it happened as told"),
      FieldSchema("incidentType", .text, list: true, "EuRepoC incident types"),
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
      FieldSchema("name", .localizedText, required: true, "its name"),
      FieldSchema("alias", .text, list: true, "other names"),
      FieldSchema("weakAlias", .text, list: true, "names too loose to identify it"),
      FieldSchema("previousName", .text, list: true, "former names"),
      FieldSchema("parent", .reference(.entities), "what it is part of or answers to"),
      FieldSchema("country", .country, "ISO 3166-1 alpha-2"),
      FieldSchema("nationality", .country, list: true, "of a person"),
      FieldSchema("birthDate", .date, "of a person"),
      FieldSchema("topics", .text, list: true, "Follow the Money topics"),
      FieldSchema("attackId", .text, "MITRE ATT&CK group id"),
      FieldSchema("publicKey", .text, "a wallet's address"),
      FieldSchema("currency", .text, "a wallet's asset code"),
      FieldSchema("holder", .reference(.entities), "who holds the wallet"),
      FieldSchema("summary", .localizedText, "who it is, in two sentences"),
      FieldSchema("description", .localizedText, "more of it"),
      sourceKeys,
    ] + commonOfRecords)

  static let sanctions = ItemSchema(
    "sanction",
    [
      FieldSchema("id", .identifier, required: true, "lower-case kebab, unique and stable"),
      FieldSchema("entity", .reference(.entities), "who is listed"),
      FieldSchema("entityName", .text, "the name listed, where no record stands for it"),
      FieldSchema("authority", .reference(.authorities), required: true, "who lists"),
      FieldSchema("country", .country, "Follow the Money country"),
      FieldSchema("program", .text, list: true, "the programme's tags, verbatim"),
      FieldSchema("programId", .text, list: true, "OpenSanctions programme ids"),
      FieldSchema("legalBasis", .text, "the act it rests on"),
      FieldSchema("authorityId", .text, "its number on the list"),
      FieldSchema("unscId", .text, "its number on the UN list"),
      FieldSchema("listingDate", .date, "when it was listed"),
      FieldSchema("startDate", .date, "when it took effect"),
      FieldSchema("endDate", .date, "when it ended"),
      FieldSchema(
        "status", .oneOf(["active", "delisted", "expired", "suspended", "unknown"]),
        "whether it is in force"),
      FieldSchema(
        "delistingBasis", .oneOf(["notice", "absence"]), "how its end is known"),
      FieldSchema("reason", .localizedText, "the statement of reasons"),
      FieldSchema("provisions", .text, list: true, "what it imposes"),
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
      FieldSchema("type", .text, required: true, "CSL type"),
      FieldSchema("title", .localizedText, required: true, "its title"),
      FieldSchema("author", .item(name, shorthand: "literal"), list: true, "who wrote it"),
      FieldSchema("publisher", .text, "who published it"),
      FieldSchema("container-title", .text, "the journal, site or series it appeared in"),
      FieldSchema("number", .text, "its number"),
      FieldSchema("issued", .date, "when it was published"),
      FieldSchema("accessed", .date, "when it was read"),
      FieldSchema("event-date", .date, "when what it reports took place"),
      FieldSchema("URL", .url, "where it stands"),
      FieldSchema("archiveURL", .url, "where a copy stands"),
      FieldSchema("language", .text, "BCP 47 tag"),
      FieldSchema("note", .text, "what it is used for and how far it was checked"),
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
      FieldSchema("text", .localizedText, required: true, "what is promised, done or asked"),
      FieldSchema("forum", .reference(.forums), "where it was agreed"),
      FieldSchema("document", .reference(.sources), "the text that says so"),
      FieldSchema("locator", .text, "where in the text"),
      FieldSchema("date", .date, "when"),
      FieldSchema("due", .date, "by when"),
      FieldSchema("owner", .text, "who is to act"),
      FieldSchema(
        "status",
        .oneOf([
          "proposed", "agreed", "published", "in-progress", "in-force", "met", "lapsed", "ended",
        ]), "how far it has come"),
      FieldSchema("topics", .text, list: true, "what it is about"),
      FieldSchema("incidents", .reference(.incidents), list: true, "incidents it answers"),
      FieldSchema("sanctions", .reference(.sanctions), list: true, "listings it concerns"),
      sourceKeys,
    ] + commonOfRecords)

  static let authorities = ItemSchema(
    "authority",
    [
      FieldSchema("id", .identifier, required: true, "lower-case kebab, unique and stable"),
      FieldSchema("name", .localizedText, required: true, "its name"),
      FieldSchema("jurisdiction", .text, required: true, "country code, `eu` or `un`"),
      FieldSchema(
        "binds", .text, list: true, "members its lists bind, or `all`; absent: its jurisdiction"),
      FieldSchema("checked", .date, "when its list was last read whole"),
      sourceKeys,
    ] + commonOfRecords)

  static let forums = ItemSchema(
    "forum",
    [
      FieldSchema("id", .identifier, required: true, "lower-case kebab, unique and stable"),
      FieldSchema("name", .localizedText, required: true, "its name"),
      FieldSchema("presidency", .country, "who presides"),
      FieldSchema("members", .country, list: true, "in protocol order"),
      FieldSchema("place", .localizedText, "where it meets"),
      FieldSchema("startDate", .date, "its first day"),
      FieldSchema("endDate", .date, "its last day"),
      FieldSchema(
        "documents", .item(forumDocument, shorthand: "document"), list: true, "what it adopted"),
      sourceKeys,
    ] + commonOfRecords)
}
