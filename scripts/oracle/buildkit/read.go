package main

import (
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

// heredoc is one that an instruction opens, with its body.
type heredoc struct {
	Name    string `json:"name"`
	Expand  bool   `json:"expand"`
	Chomp   bool   `json:"chomp"`
	File    uint   `json:"file"`
	Content string `json:"content"`
}

// node is an instruction as the parser leaves it.
type node struct {
	Keyword  string    `json:"keyword"`
	Flags    []string  `json:"flags"`
	Args     []string  `json:"args"`
	JSON     bool      `json:"json"`
	Heredocs []heredoc `json:"heredocs"`
	Start    int       `json:"start"`
	End      int       `json:"end"`
	Comments []string  `json:"comments"`
	Child    *node     `json:"child"`
}

// reading is what the parser says of a text, or what it refuses.
type reading struct {
	Nodes []node `json:"nodes"`
	Error string `json:"error"`
}

func readNode(from *parser.Node) node {
	to := node{
		Keyword:  from.Value,
		Flags:    append([]string{}, from.Flags...),
		Args:     []string{},
		JSON:     from.Attributes["json"],
		Heredocs: []heredoc{},
		Start:    from.StartLine,
		End:      from.EndLine,
		Comments: append([]string{}, from.PrevComment...),
	}
	for next := from.Next; next != nil; next = next.Next {
		if len(next.Children) > 0 {
			child := readNode(next.Children[0])
			to.Child = &child
			continue
		}
		to.Args = append(to.Args, next.Value)
	}
	for _, one := range from.Heredocs {
		to.Heredocs = append(to.Heredocs, heredoc{one.Name, one.Expand, one.Chomp, one.FileDescriptor, one.Content})
	}
	return to
}

func readText(text string) *reading {
	out := &reading{Nodes: []node{}}
	result, err := parser.Parse(strings.NewReader(text))
	if err != nil {
		out.Error = err.Error()
		return out
	}
	for _, one := range result.AST.Children {
		out.Nodes = append(out.Nodes, readNode(one))
	}
	return out
}

// word is an expanded text, or what stops the expansion.
type word struct {
	Value string `json:"value"`
	Error string `json:"error"`
}

func expandWord(text, escape string, env []string) *word {
	value, _, err := shell.NewLex(rune(escape[0])).ProcessWord(text, shell.EnvsFromSlice(env))
	if err != nil {
		return &word{Error: err.Error()}
	}
	return &word{Value: value}
}
