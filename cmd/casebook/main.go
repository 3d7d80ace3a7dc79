// Command casebook turns Markdown case files and YAML rules into a static site that explains each case.
package main

import "os"

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }
