package report

import (
	"encoding/json"
	"io"

	"casebook/generator/diag"
)

// JSON writes one [Record] a line.
func JSON(w io.Writer, diags diag.List) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for _, r := range Records(diags) {
		if err := encoder.Encode(r); err != nil {
			return err
		}
	}
	return nil
}
