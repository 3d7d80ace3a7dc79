package generator

import (
	"casebook/generator/diag"
	"casebook/generator/kb"
	"casebook/generator/rule"
)

// Vocabulary reads what cases are written with: site.yaml and the rules, without any case. Every fault of
// these is returned; the error is not nil only when the tool failed, or when there is no content folder
// ([ErrNoContent]).
func Vocabulary(o Options) (*kb.Config, *rule.Set, diag.List, error) {
	m := o.memory()
	in, diags, err := m.load(o)
	if err != nil {
		return nil, nil, nil, err
	}
	config := m.parseConfig(in, o, &diags)
	rules, found := m.compile(in.rules, config.Languages)
	diags.Append(found)
	return config, rules, diags.Sorted(), nil
}
