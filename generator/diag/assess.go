package diag

import "strings"

// clinic returns the case of the example site with changes: pairs of a text and what stands in its place.
func clinic(changes ...string) string {
	return strings.NewReplacer(changes...).Replace(`---
title: A clinic loses an afternoon of notes
summary: A disk failed, and what doctors had typed that afternoon could not be brought back.
incident: {from: 2024-03-05T13:00, to: 2024-03-05T18:00}
known-until: 2024-06-01
added: 2024-06-01
country: FR
sector: health
parties:
  - id: clinic
    name: the clinic
    role: controller
    aware: 2024-03-05
    did:
      notified-authority: {is: 2024-03-07, quote: told the authority two days later}
facts:
  personal_data: yes
  availability: {is: permanent, quote: could not be brought back}
expect:
  personal_data_breach: yes
  notify-authority: required
---

## What happened

A disk of the clinic’s records failed. The notes of one afternoon could not be brought back. The
clinic told the authority two days later.
`)
}

// urgency returns rules that weigh how urgent it is to look for copies, with changes.
func urgency(changes ...string) string {
	return strings.NewReplacer(changes...).Replace(`conclusions:
  fate:
    type: choice
    title: Fate of the data
    values: {gone: gone, here: still here}
    complete: yes
  urgency:
    type: choice
    title: Urgency
    values: {today: look for copies today, week: look for copies this week, none: no need to look}
    otherwise: none

scores:
  weight:
    title: Weight
    table: [{when: {fate: gone}, is: 3}]
    otherwise: 1

rules:
  - id: gone-when-lost
    concludes: {fate: gone}
    when: {availability: permanent}
  - id: here-when-back
    concludes: {fate: here}
    when: {availability: [none, temporary]}
  - id: this-week
    concludes: {urgency: week}
    when: {weight: {at-least: 2}}
  - id: today
    concludes: {urgency: today}
    when: {weight: {at-least: 3}}
    overrides: this-week
`)
}

var assessCodes = []Entry{
	{
		Code: "assess-expectation-unmet", Severity: Error,
		Title: Text{"the rules do not answer what the case expects", "les règles ne répondent pas ce que le cas attend"},
		Why: Text{
			"What stands under expect is what you hold the answer to be. When the rules say something else, either a fact of the case is missing or wrong, or a rule is, or the expectation. Where the answer is unknown, the hint names the facts that would decide it; casebook explain shows every step.",
			"Ce qui figure sous expect est la réponse que vous tenez pour juste. Quand les règles disent autre chose, un fait du cas manque ou est faux, ou une règle l’est, ou l’attente elle-même. Si la réponse est inconnue, l’indication nomme les faits qui la décideraient ; casebook explain montre chaque étape.",
		},
		File:  "cases/clinic.md",
		Wrong: clinic("  availability: {is: permanent, quote: could not be brought back}\n", ""),
		Right: clinic(),
	},
	{
		Code: "assess-conflict", Severity: Error,
		Title: Text{"the rules decide two values at once", "les règles décident deux valeurs à la fois"},
		Why: Text{
			"A conclusion without an order has one value; for this case two rules hold that conclude different ones, so nothing can be said. Let one of the rules override the other, or give the conclusion an order.",
			"Une conclusion sans ordre n’a qu’une valeur ; pour ce cas, deux règles vérifiées en concluent deux différentes, et rien ne peut être dit. Faites primer l’une sur l’autre avec overrides, ou donnez un ordre (order) à la conclusion.",
		},
		File:  extraRules,
		Wrong: urgency("    overrides: this-week\n", ""),
		Right: urgency(),
	},
	{
		Code: "assess-gap", Severity: Error,
		Title: Text{"the rules leave no value", "les règles ne laissent aucune valeur"},
		Why: Text{
			"A conclusion that is said to be complete has no value to fall back on, and for this case none of its rules holds. Add the rule that is missing, or say otherwise.",
			"Une conclusion dite complète n’a pas de valeur par défaut, et pour ce cas aucune de ses règles n’est vérifiée. Ajoutez la règle qui manque, ou dites otherwise.",
		},
		File:  extraRules,
		Wrong: urgency("{availability: permanent}", "{all: [availability: permanent, personal_data: no]}"),
		Right: urgency(),
	},
	{
		Code: "assess-impossible", Severity: Error,
		Title: Text{"the facts of the case contradict each other", "les faits du cas se contredisent"},
		Why: Text{
			"The rules list combinations of facts that cannot be, and the case states one. One of the facts is wrong, or the list goes too far. Facts that are only presumed are not counted.",
			"Les règles énumèrent des combinaisons de faits impossibles, et le cas en énonce une. L’un des faits est faux, ou la liste va trop loin. Les faits seulement présumés ne comptent pas.",
		},
		File: extraRules,
		Wrong: `impossible:
  - all: [availability: permanent, unavailable_for: {over: 0h}]
    because: What is lost does not come back after a time.
`,
		Right: `impossible:
  - all: [availability: none, unavailable_for: {over: 0h}]
    because: What stayed available was not out of reach.
`,
	},
	{
		Code: "assess-no-law", Severity: Warning,
		Title: Text{"nothing in the rules was law on that day", "rien dans les règles n’était en vigueur ce jour-là"},
		Why: Text{
			"A case is decided by the law of the day on which somebody became aware. Where the rules know none for that day, the answer is unknown. Check the dates of the case, or add to the rules what was law then.",
			"Un cas se décide selon le droit du jour où quelqu’un a pris connaissance des faits. Si les règles n’en connaissent pas pour ce jour, la réponse est inconnue. Vérifiez les dates du cas, ou ajoutez aux règles le droit d’alors.",
		},
		File: extraRules,
		Wrong: `obligations:
  - id: keep-register
    title: Write the incident down
    bearer: controller
    when: {personal_data_breach: yes}
    from: 2025-01-01
`,
		Right: `obligations:
  - id: keep-register
    title: Write the incident down
    bearer: controller
    when: {personal_data_breach: yes}
    from: 2018-05-25
`,
	},
}
