internal import Charts
package import Narratives
internal import Records

/// A timeline: a strip of dots, and below it the list that is its content.
package struct TimelineView: Sendable {
  package let context: RenderingContext

  package init(context: RenderingContext) {
    self.context = context
  }

  // MARK: - HTML

  package func html(_ timeline: Timeline, writer: HTMLWriter) -> TrustedHTML {
    let frame = ChartViewFrame(context: context, writer: writer)
    let id = writer.id("timeline-" + timeline.name)
    var output = HTMLOutput(capacity: 4096 + timeline.events.count * 320)
    output.raw("<div class=\"timeline\"")
    if writer.options.hasAnchors { output.attribute("id", id) }
    output.raw(">\n")
    if timeline.events.isEmpty {
      frame.writeCaptionless(timeline.title, to: &output)
      output.raw("<p>")
      output.text(context.strings("timeline.empty"))
      output.raw("</p>\n")
    } else {
      output.raw("<figure class=\"timeline-figure\">\n")
      frame.writeCaption(title: timeline.title, to: &output)
      let drawing = TimelineStripLayout().drawing(of: strip(of: timeline, id: id))
      output.trusted(TrustedHTML(trusted: SVGWriter().svg(drawing)))
      output.raw("</figure>\n")
      writeList(timeline, writer: writer, to: &output)
      frame.writeDataLink(name: timeline.name, to: &output)
    }
    output.raw("</div>\n")
    return output.html
  }

  private func writeList(_ timeline: Timeline, writer: HTMLWriter, to output: inout HTMLOutput) {
    output.raw("<ol class=\"timeline-years\">\n")
    for year in TimelineGroups.years(of: timeline) {
      output.raw("<li>\n<p class=\"timeline-year\">")
      output.number(year.year)
      output.raw("</p>\n<ol class=\"timeline-months\">\n")
      for month in year.months {
        output.raw("<li>\n<p class=\"timeline-month\">")
        output.text(monthText(month.month))
        output.raw("</p>\n<ul class=\"timeline-events\">\n")
        for index in month.events { write(timeline.events[index], writer: writer, to: &output) }
        output.raw("</ul>\n</li>\n")
      }
      output.raw("</ol>\n</li>\n")
    }
    output.raw("</ol>\n")
  }

  private func write(
    _ event: Timeline.Event, writer: HTMLWriter, to output: inout HTMLOutput
  ) {
    let isUncertain = TimelineView.isUncertain(event.date)
    output.raw(
      isUncertain
        ? "<li class=\"timeline-event timeline-uncertain\">" : "<li class=\"timeline-event\">")
    ChartViewFrame(context: context, writer: writer).write(event.date, to: &output)
    output.raw(" <span class=\"timeline-kind\">")
    output.text(kind(of: event))
    output.raw("</span> <span class=\"timeline-what\">")
    output.trusted(writer.html(what(event)))
    output.raw("</span>")
    let who = who(event)
    if !who.isEmpty {
      output.raw(" <span class=\"timeline-who\">")
      output.trusted(writer.html(who))
      output.raw("</span>")
    }
    if let response = response(to: event) {
      output.raw(" <span class=\"timeline-response\">")
      output.text(response)
      output.raw("</span>")
    }
    output.raw("</li>\n")
  }

  // MARK: - Markdown

  /// A heading a year in bold, a list item an event; months are in the dates.
  package func markdown(_ timeline: Timeline, writer: MarkdownWriter) -> String {
    let frame = ChartViewMarkdown(context: context, writer: writer)
    var parts = [frame.title(timeline.title)]
    if timeline.events.isEmpty {
      parts.append(writer.markdown([.text(context.strings("timeline.empty"))]))
    }
    for year in TimelineGroups.years(of: timeline) {
      parts.append(writer.markdown([.strong([.text(String(year.year))])]))
      let items = year.months.flatMap(\.events).map { index in
        (blocks: [paragraph(timeline.events[index])], isDone: Bool?.none)
      }
      let list = ProseList(isOrdered: false, start: 1, isTight: true, items: items)
      parts.append(writer.markdown([ProseBlock(id: "", kind: .list(list))]))
    }
    if !timeline.events.isEmpty { parts.append(frame.dataLink(name: timeline.name)) }
    return frame.joined(parts)
  }

  private func paragraph(_ event: Timeline.Event) -> ProseBlock {
    var content: [ProseInline] = [
      .strong([.text(context.dates.text(event.date))]), .text(" – " + kind(of: event) + " "),
    ]
    content += what(event)
    let who = who(event)
    if !who.isEmpty { content += [.text(" ")] + who }
    if let response = response(to: event) { content.append(.text(" (" + response + ")")) }
    return ProseBlock(id: "", kind: .paragraph(content))
  }

  // MARK: - Data

  package func csv(_ timeline: Timeline) -> CSVTable {
    let markings = ChartViewMarking(context: context)
    var table = CSVTable(header: ["date", "event", "collection", "id", "name"])
    for event in timeline.events {
      table.rows.append(
        (
          [
            event.date.description, event.field, event.record.collection.rawValue, event.record.id,
            InlineText.plain(context.name(of: event.record)),
          ], markings.marking(of: [event.record])
        ))
    }
    return table
  }
}

/// Events by year and month, in order.
enum TimelineGroups {
  struct Year {
    var year: Int
    var months: [Month]
  }

  struct Month {
    /// Nil where only the year is known.
    var month: Int?
    /// Indexes of the timeline's events.
    var events: [Int]
  }

  /// Groups by the first possible day, newest first where the events stand so; what has no month
  /// stands at its year's beginning.
  static func years(of timeline: Timeline) -> [Year] {
    let keys = timeline.events.map { ($0.date.start.year, $0.date.start.month ?? 0) }
    let isNewestFirst =
      timeline.events.first.flatMap { first in
        timeline.events.last.map { $0.date < first.date }
      } ?? false
    let order = keys.indices.sorted { left, right in
      if keys[left] == keys[right] { return left < right }
      return (keys[left] < keys[right]) != isNewestFirst
    }
    var years: [Year] = []
    for index in order {
      let (year, month) = keys[index]
      let key = month == 0 ? nil : month
      if years.last?.year != year { years.append(Year(year: year, months: [])) }
      let last = years.count - 1
      if let open = years[last].months.last, open.month == key {
        years[last].months[years[last].months.count - 1].events.append(index)
      } else {
        years[last].months.append(Month(month: key, events: [index]))
      }
    }
    return years
  }
}
