internal import Charts
internal import Narratives
internal import Records

extension TimelineView {
  /// Whether the day is not exactly known.
  static func isUncertain(_ date: PartialDate) -> Bool { !date.isFullDay }

  func monthText(_ month: Int?) -> String {
    month.map(context.dates.monthName) ?? context.strings("timeline.monthUnknown")
  }

  /// What happened: the wording of the field that dates it, of its collection where that has one.
  func kind(of event: Timeline.Event) -> String {
    let texts = context.strings.texts
    return texts["timeline.event.\(event.record.collection.rawValue).\(event.field)"]
      ?? texts["timeline.event.\(event.field)"] ?? context.vocabulary.label(event.field)
  }

  /// The record: for a listing, whom it lists.
  func what(_ event: Timeline.Event) -> [ProseInline] {
    guard let record = context.corpus[event.record], record.collection == .sanctions else {
      return context.link(to: event.record)
    }
    let target = context.target(of: record)
    guard context.index.place(of: .record(event.record)) != nil else { return target }
    return [.link(target: .record(event.record), title: "", content: target)]
  }

  /// Who did it: the actor said to be behind an incident, the authority, the measure's owner.
  func who(_ event: Timeline.Event) -> [ProseInline] {
    guard let item = context.corpus[event.record]?.item else { return [] }
    switch event.record.collection {
    case .incidents:
      guard let actor = item.items("initiators").first?.reference("entity") else { return [] }
      return labelled("timeline.actor", context.link(to: actor))
    case .sanctions:
      guard let authority = item.reference("authority") else { return [] }
      return labelled("timeline.authority", context.link(to: authority))
    case .measures:
      if let owner = item.text("owner") {
        return labelled("timeline.owner", context.written(owner, key: "owner"))
      }
      guard let forum = item.reference("forum") else { return [] }
      return labelled("timeline.forum", context.link(to: forum))
    case .entities, .sources, .authorities, .forums: return []
    }
  }

  private func labelled(_ key: String, _ content: [ProseInline]) -> [ProseInline] {
    [.text(context.strings(key) + " ")] + content
  }

  /// How long after an incident began it was first attributed; only between full dates.
  func response(to event: Timeline.Event) -> String? {
    guard event.record.collection == .incidents, event.field == "startDate",
      event.date.isFullDay, let item = context.corpus[event.record]?.item
    else { return nil }
    let start = event.date.earliest.ordinal
    let days = item.items("attributions").compactMap { $0.date("attributionDate") }
      .filter(\.isFullDay).map { $0.earliest.ordinal - start }.filter { $0 >= 0 }.min()
    guard let days else { return nil }
    return TextPattern.fill(
      context.strings("timeline.attributed"),
      ["lag": LagWords.text(days, strings: context.strings)])
  }

  // MARK: - Strip

  /// The strip: a lane for each collection, in the order of its first event.
  func strip(of timeline: Timeline, id: String) -> TimelineStrip {
    var collections: [Collection] = []
    for event in timeline.events where !collections.contains(event.record.collection) {
      collections.append(event.record.collection)
    }
    let lanes = collections.map { collection in
      TimelineStrip.Lane(
        name: context.strings("timeline.lane.\(collection.rawValue)"),
        events: timeline.events.filter { $0.record.collection == collection }.map { event in
          TimelineStrip.Event(
            first: event.date.earliest.ordinal, last: event.date.latest.ordinal,
            isUncertain: TimelineView.isUncertain(event.date))
        })
    }
    return TimelineStrip(
      name: id, title: title(of: timeline), description: description(of: timeline), lanes: lanes,
      ticks: ticks(of: timeline), uncertainText: context.strings("timeline.uncertain"))
  }

  private func title(of timeline: Timeline) -> String {
    timeline.title.isEmpty
      ? context.strings("timeline.label") : InlineText.plain(timeline.title)
  }

  private func description(of timeline: Timeline) -> String {
    guard let first = timeline.events.min(by: { $0.date < $1.date }),
      let last = timeline.events.max(by: { $0.date < $1.date })
    else { return context.strings("timeline.empty") }
    return TextPattern.fill(
      context.strings("timeline.description"),
      [
        "count": String(timeline.events.count), "first": context.dates.text(first.date),
        "last": context.dates.text(last.date),
      ])
  }

  /// The first of January of every year from the first event's to the one after the last's.
  private func ticks(of timeline: Timeline) -> [TimelineStrip.Tick] {
    let years = timeline.events.flatMap { [$0.date.earliest.year, $0.date.latest.year] }
    guard let first = years.min(), let last = years.max(), last - first < 1000 else { return [] }
    return (first...last + 1).compactMap { year in
      CalendarDay(year: year, month: 1, day: 1).map {
        TimelineStrip.Tick(day: $0.ordinal, text: String(year))
      }
    }
  }
}
