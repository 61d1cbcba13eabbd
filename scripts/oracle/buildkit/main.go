// Runs BuildKit's own checks over Dockerfiles, in one process and without an engine: the frontend's functions are called
// directly. Base images are not resolved: each has an empty configuration, as nothing may be pulled.
//
// Standard input: a JSON object a line, {"name": "...", "text": "..."}.
// Standard output: a JSON object a line, {"name", "warnings": [{"rule", "line"}], "error": {"message", "line"}}.
//
// With "mode": "read" it answers {"reading": ...} instead, what the parser makes of the text, and with "mode": "word"
// {"word": ...}, the text expanded with "env" and "escape".
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/solver/pb"
	digest "github.com/opencontainers/go-digest"
)

type input struct {
	Name   string   `json:"name"`
	Text   string   `json:"text"`
	Mode   string   `json:"mode"`
	Escape string   `json:"escape"`
	Env    []string `json:"env"`
}

type warning struct {
	Rule string `json:"rule"`
	Line int    `json:"line"`
}

type failure struct {
	Message string `json:"message"`
	Line    int    `json:"line"`
}

type output struct {
	Name     string    `json:"name"`
	Warnings []warning `json:"warnings"`
	Error    *failure  `json:"error,omitempty"`
	Reading  *reading  `json:"reading,omitempty"`
	Word     *word     `json:"word,omitempty"`
}

// emptyImages answers for every image that it has no settings.
type emptyImages struct{}

func (emptyImages) ResolveImageConfig(_ context.Context, ref string, _ sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	config := []byte(`{"architecture":"amd64","os":"linux","config":{}}`)
	return ref, digest.FromBytes(config), config, nil
}

// newSourceMap names the text; its definition is empty, as nothing is built from it.
func newSourceMap(definition *llb.Definition, text string) *llb.SourceMap {
	sources := llb.NewSourceMap(nil, "Dockerfile", "Dockerfile", []byte(text))
	sources.Definition = definition
	return sources
}

func check(in input) (out output) {
	out.Name = in.Name
	out.Warnings = []warning{}
	defer func() {
		if problem := recover(); problem != nil {
			out.Error = &failure{Message: fmt.Sprint("panic: ", problem)}
		}
	}()
	switch in.Mode {
	case "read":
		out.Reading = readText(in.Text)
		return out
	case "word":
		out.Word = expandWord(in.Text, in.Escape, in.Env)
		return out
	}
	definition, err := llb.Scratch().Marshal(context.Background())
	if err != nil {
		out.Error = &failure{Message: err.Error()}
		return out
	}
	caps := pb.Caps.CapSet(pb.Caps.All())
	results, err := dockerfile2llb.DockerfileLint(context.Background(), []byte(in.Text), dockerfile2llb.ConvertOpt{
		SourceMap:    newSourceMap(definition, in.Text),
		MetaResolver: emptyImages{},
		LLBCaps:      &caps,
	})
	if err != nil {
		out.Error = &failure{Message: err.Error()}
		return out
	}
	for _, found := range results.Warnings {
		line := 0
		if found.Location != nil && len(found.Location.Ranges) > 0 {
			line = int(found.Location.Ranges[0].Start.Line)
		}
		out.Warnings = append(out.Warnings, warning{Rule: found.RuleName, Line: line})
	}
	if results.Error != nil {
		line := 0
		if len(results.Error.Location.Ranges) > 0 {
			line = int(results.Error.Location.Ranges[0].Start.Line)
		}
		out.Error = &failure{Message: results.Error.Message, Line: line}
	}
	return out
}

func main() {
	reader := bufio.NewScanner(os.Stdin)
	reader.Buffer(make([]byte, 1<<20), 1<<28)
	writer := json.NewEncoder(os.Stdout)
	for reader.Scan() {
		var in input
		if err := json.Unmarshal(reader.Bytes(), &in); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		if err := writer.Encode(check(in)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
	}
}
