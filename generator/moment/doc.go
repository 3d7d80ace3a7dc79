// Package moment holds points in time that are known only so well, and counts time limits as the law
// counts them.
//
// A [Moment] is what a source says about when something happened: a year, a month, a day, an hour, a
// minute, or nothing at all. It is kept as the interval of instants it may mean, so nothing is ever
// made more exact than its source. [Parse] reads one; [Due] says when a limit that starts at it ends;
// [Act.Timeliness] compares that end with what was done; [Taken] says how long it took.
//
//	paris, err := moment.Zone("Europe/Paris")
//	aware, err := moment.Parse("2023-04-27", paris)
//	within, err := moment.ParseDuration("72h")
//	due := moment.Due(aware, within, moment.ByDefault, moment.CalendarFor("FR"), paris)
//	due.Interval() // 2023-04-30T00:00:00+02:00, 2023-05-01T00:00:00+02:00
//
// # Intervals
//
// An interval is half-open, [[Moment.Earliest], [Moment.Latest]): the day 27 April begins at its
// midnight and ends before the next. Where both ends are the same instant, the moment is that instant.
// A local time that occurs twice, when clocks are set back, and that is written without an offset
// means either of two instants: its precision is [Minute] still, and both ends belong to it.
//
// # Ends of days
//
// A limit that runs to the end of 30 April ends at the instant at which 1 May begins. As an instant it
// compares like any other; as a day it is 30 April ([Moment.LastDay]), and days counted from it are
// counted from 30 April. So 60 days after the end of 2023 are over when 29 February 2024 is.
//
// # Errors and bounds
//
// Text that is no moment, date, duration or zone gives an [*Error], whose sentence and hint are made
// for a diagnostic. Years run from 1000 to 9998 and durations to a thousand years, so that every result
// can be written in RFC 3339; a limit that would end later is unknown.
//
// Nothing here reads the clock or the machine's zone. The rules of time zones are built in, for
// machines that have none of their own; holidays come from the list of a library that only this
// package knows, see [CalendarFor].
//
// Left out: saying moments in words, which depends on a language and is the site's business; weeks and
// years as units of a limit, which 7d and 12mo express; recurring times.
package moment
