//go:build tools

// Names the program that the comparison builds, so that go.mod holds exactly what it needs.
package tools

import _ "github.com/docker/compose/v5/cmd"
