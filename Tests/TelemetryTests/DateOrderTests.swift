import Telemetry
import Testing
import Tracks

@Suite("dates that may begin with the day or the month")
struct DateOrderTests {
  private static func instant(
    _ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0, _ second: Int = 0
  ) -> Int64 {
    CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
      .instant
      .microseconds
  }

  private func read(_ times: [String], piece: Int = .max) -> Reading {
    Reading(
      "time,lat,lon\n" + times.map { "\"\($0)\",47.5,8.25\n" }.joined(), name: "f.csv", piece: piece
    )
  }

  @Test("a day above 12 in any row settles the order of all, those before it included")
  func settled() {
    let dayFirst = read(["03/02/2024 10:00:00", "4/2/2024 23:59", "20/03/2024 00:00:01.5"])
    #expect(
      dayFirst.time == [
        Self.instant(2024, 2, 3, 10), Self.instant(2024, 2, 4, 23, 59),
        Self.instant(2024, 3, 20, 0, 0, 1) + 500_000,
      ])
    let monthFirst = read(["03/02/2024 10:00:00", "03/20/2024 10:00:00"])
    #expect(monthFirst.time == [Self.instant(2024, 3, 2, 10), Self.instant(2024, 3, 20, 10)])
    let dashes = read(["03-02-2024 10:00:00", "13-02-2024 10:00:00"])
    #expect(dashes.time == [Self.instant(2024, 2, 3, 10), Self.instant(2024, 2, 13, 10)])
  }

  @Test("the day that settles it may come after thousands of rows")
  func lateDay() {
    let rows = [String](repeating: "01/02/2024 10:00:00", count: 9000) + ["31/01/2024 10:00:00"]
    #expect(read(rows).time.first == Self.instant(2024, 2, 1, 10))
    #expect(read(rows).count == 9001)
  }

  @Test("where no day tells, the error names the first row and the option")
  func open() {
    for count in [1, 12] {
      let reading = read([String](repeating: "03/02/2024 10:00:00", count: count))
      #expect(reading.count == 0)
      #expect(
        reading.error?.message
          == "f.csv:2: time '03/02/2024 10:00:00', like all of the first \(count), may begin with the "
          + "day or with the month: say which with --time-format '%d/%m/%Y %H:%M:%S' or "
          + "'%m/%d/%Y %H:%M:%S', written as in the file")
    }
    // Rows of a pipe that pauses cannot tell, either; the user can.
    #expect(read(["03/02/2024 10:00:00"], piece: 64).error != nil)
    let told = Reading("time,lat,lon\n03/02/2024 10:00:00,47.5,8.25\n") {
      $0.timeFormat = "%d/%m/%Y %H:%M:%S"
    }
    #expect(told.time == [Self.instant(2024, 2, 3, 10)])
  }

  @Test("rows that share a date are read as those that do not, whatever date stands between them")
  func sharedDates() {
    let times = [
      "20/03/2024 10:00:00", "20/03/2024 10:00:01.25", "20/03/2024 1:00:02 PM",
      "20/03/2024 23:59:60",
      "2024-03-21 10:00:00", "20/03/2024 10:00:03", "21/03/2024 10:00:00Z", "21/03/2024 10:00:01",
      "2024-03-20 10:00:00", "1/03/2024 10:00:00", "01/03/2024 10:00:00",
    ]
    #expect(read(times).time == times.map { read(["20/03/2024", $0]).time[1] })
  }

  @Test("a row against the order that the first one showed is skipped and counted")
  func contradicted() {
    let reading = read(["13/02/2024 10:00:00", "02/14/2024 10:00:00"])
    #expect(reading.time == [Self.instant(2024, 2, 13, 10)])
    #expect(reading.tally["unreadable time"] == 1)
  }

  @Test(
    "dates that can be read one way only need no other row",
    arguments: [
      ("3.2.2024 10:11:12", (2024, 2, 3, 10, 11, 12)),
      ("13-May-2023 1:02:03", (2023, 5, 13, 1, 2, 3)),
      ("1 September 2023, 01:02", (2023, 9, 1, 1, 2, 0)),
      ("2023-1-5 9:08:07", (2023, 1, 5, 9, 8, 7)),
      ("2023-01-13 12:00:05 AM", (2023, 1, 13, 0, 0, 5)),
      ("2023/01/13 12:00 pm", (2023, 1, 13, 12, 0, 0)),
      ("2023-01-13 11:59:59PM", (2023, 1, 13, 23, 59, 59)),
      ("Feb 3, 2024 1:02:03 PM", (2024, 2, 3, 13, 2, 3)),
      ("February 3, 2024 at 1:02:03\u{202F}PM", (2024, 2, 3, 13, 2, 3)),
      ("Sept. 13 2023, 09:08", (2023, 9, 13, 9, 8, 0)),
    ])
  func plain(_ text: String, _ at: (Int, Int, Int, Int, Int, Int)) {
    #expect(read([text]).time == [Self.instant(at.0, at.1, at.2, at.3, at.4, at.5)])
  }

  @Test(
    "what is no date is none",
    arguments: [
      "32.1.2024 10:00", "1.13.2024 10:00", "1.1.24 10:00", "1.1/2024 10:00", "1.1.2024 13:00 PM",
      "1.1.2024 0:00 AM", "1.1.2024 10", "1.1.2024x10:00", "1.1.", "1-Foo-2024 10:00", "29.2.2023",
      "Feb 30, 2024 10:00", "Feb 2024 10:00", "Foo 3, 2024 10:00", "May",
    ])
  func none(_ text: String) {
    #expect(read([text]).tally["unreadable time"] == 1)
  }

  @Test("a date in a column of its own settles the order for times of day of twelve hours")
  func dateColumn() {
    let reading = Reading(
      "Date,Time,Latitude,Longitude\n1/2/2023,1:02:03.5 PM,47.5,8.25\n1/13/2023,12:00:00 AM,47.5,8.25\n"
    )
    #expect(
      reading.time == [Self.instant(2023, 1, 2, 13, 2, 3) + 500_000, Self.instant(2023, 1, 13)])
  }

  @Test("times of day without colons beside a date; other numbers there count seconds")
  func digitsBesideDate() {
    let reading = Reading(
      "date,time,lat,lon\n20240203,101112,47.5,8.25\n2024-02-03,101112.5,47.5,8.25\n20240203,000001,47.5,8.25\n"
    )
    #expect(
      reading.time == [
        Self.instant(2024, 2, 3, 10, 11, 12), Self.instant(2024, 2, 3, 10, 11, 12) + 500_000,
        Self.instant(2024, 2, 3, 0, 0, 1),
      ])
    let counted = Reading("date,time,lat,lon\n20240203,12.5,47.5,8.25\n")
    #expect(counted.time == [12_500_000])
    #expect(counted.warnings.contains { $0.contains("seconds since a start") })
  }

  @Test("a column called datum that holds no dates hides no order")
  func geodeticDatum() {
    let reading = Reading(
      "Datum,Time,lat,lon\nWGS84,3/2/2023 10:00:00,47.5,8.25\nWGS84,13/2/2023 10:00:00,47.5,8.25\n")
    #expect(reading.time == [Self.instant(2023, 2, 3, 10), Self.instant(2023, 2, 13, 10)])
  }

  @Test("%I and %p read hours of twelve")
  func twelveHours() {
    let reading = Reading(
      "time,lat,lon\n1/2/2023 12:05:00 AM,47.5,8.25\n1/2/2023 1:05:00 pm,47.5,8.25\n"
    ) {
      $0.timeFormat = "%m/%d/%Y %I:%M:%S %p"
    }
    #expect(reading.time == [Self.instant(2023, 1, 2, 0, 5), Self.instant(2023, 1, 2, 13, 5)])
  }
}
