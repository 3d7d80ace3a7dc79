package moment_test

import (
	"fmt"

	"casebook/generator/moment"
)

// A company learns of a breach on 27 April, notifies on 2 May, and has 72 hours.
func Example() {
	paris, _ := moment.Zone("Europe/Paris")
	aware, _ := moment.Parse("2023-04-27", paris)
	notified, _ := moment.Parse("2023-05-02", paris)
	within, _ := moment.ParseDuration("72h")

	due := moment.Due(aware, within, moment.ByDefault, moment.CalendarFor("FR"), paris)
	taken, _ := moment.Taken(aware, notified, paris)
	fmt.Println(due.Interval())
	fmt.Println(moment.Act{Due: due, Done: notified}.Timeliness(), taken)
	// Output:
	// 2023-04-30T00:00:00+02:00 2023-05-01T00:00:00+02:00
	// late P5D
}

// Sixty days after the end of the year in which it happened.
func ExampleEndOf() {
	newYork, _ := moment.Zone("America/New_York")
	aware, _ := moment.Parse("2023-04-26T17:40", newYork)
	within, _ := moment.ParseDuration("60d")

	end := moment.EndOf(moment.Year, aware, newYork)
	due := moment.Due(end, within, moment.ByDefault, moment.CalendarFor("US"), newYork)
	fmt.Println(end.LastDay(), due.LastDay(), due)
	// Output:
	// 2023-12-31 2024-02-29 2024-03-01T00:00
}

// What is wrong with a text, and what to write instead.
func ExampleError() {
	paris, _ := moment.Zone("Europe/Paris")
	for _, text := range []string{"2023-02-30", "2023-03-26T02:30", "26 April"} {
		_, err := moment.Parse(text, paris)
		fmt.Println(err)
	}
	// Output:
	// 2023-02-30 does not exist: February 2023 has 28 days
	// 2023-03-26T02:30 does not exist in Europe/Paris: clocks go from 02:00 to 03:00
	// "26 April" is not a moment
}
