"""Every other language: a row in a table, judged by its grammar alone, and only with warnings.

What was left out, and why: prose and lists (Markdown, reStructuredText, LaTeX, CSV, ignore files),
where next to anything is valid; suffixes that several languages share (`.h`, `.m`, `.v`, `.pl`,
`.d`, `.pp`, `.scm`, `.cls`, `.inc`); and grammars that find fault with too many valid files. The
share of files of a Debian system, at most 150 each, in which they do: SQL 98 %, Tcl 91 %, ini 52 %,
assembler 100 %, Vim script 29 %, make 19-38 %. C (32 %) and C++ (35 %) stay, since only errors that
a patch brings in are told and most of theirs are macros that were there before.
"""

from __future__ import annotations

from . import Language

# name, which is the grammar's too; title; suffixes, and file names: those that start with no dot.
_TABLE = """
ada            | Ada            | .adb .ads
agda           | Agda           | .agda
astro          | Astro          | .astro
bash           | Bash           | .sh .bash .bats
beancount      | Beancount      | .beancount
bicep          | Bicep          | .bicep
bitbake        | BitBake        | .bb .bbappend .bbclass
c              | C              | .c
cairo          | Cairo          | .cairo
capnp          | Cap'n Proto    | .capnp
clarity        | Clarity        | .clar
clojure        | Clojure        | .clj .cljs .cljc .edn
cmake          | CMake          | .cmake CMakeLists.txt
commonlisp     | Common Lisp    | .lisp
cpp            | C++            | .cpp .cc .cxx .hpp .hh .hxx
csharp         | C#             | .cs
css            | CSS            | .css
cuda           | CUDA           | .cu .cuh
dart           | Dart           | .dart
dockerfile     | Dockerfile     | .dockerfile Dockerfile Containerfile
dtd            | DTD            | .dtd
elisp          | Emacs Lisp     | .el
elixir         | Elixir         | .ex .exs
elm            | Elm            | .elm
erlang         | Erlang         | .erl .hrl
fennel         | Fennel         | .fnl
fish           | Fish           | .fish
fortran        | Fortran        | .f90 .f95 .f03 .f08
fsharp         | F#             | .fs .fsx
gdscript       | GDScript       | .gd
gleam          | Gleam          | .gleam
glsl           | GLSL           | .glsl .vert .frag .comp
gn             | GN             | .gn .gni
gomod          | Go module      | go.mod
graphql        | GraphQL        | .graphql .gql
groovy         | Groovy         | .groovy .gradle Jenkinsfile
hack           | Hack           | .hack
hare           | Hare           | .ha
haskell        | Haskell        | .hs
haxe           | Haxe           | .hx
hcl            | HCL            | .hcl
hlsl           | HLSL           | .hlsl
html           | HTML           | .html .htm
janet          | Janet          | .janet
json           | JSON           | .json
jsonnet        | Jsonnet        | .jsonnet .libsonnet
julia          | Julia          | .jl
kdl            | KDL            | .kdl
kotlin         | Kotlin         | .kt .kts
llvm           | LLVM IR        | .ll
lua            | Lua            | .lua
luau           | Luau           | .luau
meson          | Meson          | meson.build meson_options.txt
nim            | Nim            | .nim .nims
ninja          | Ninja          | .ninja
nix            | Nix            | .nix
objc           | Objective-C    | .mm
ocaml          | OCaml          | .ml
ocaml_interface| OCaml interface| .mli
odin           | Odin           | .odin
pascal         | Pascal         | .pas
perl           | Perl           | .pm
php            | PHP            | .php
powershell     | PowerShell     | .ps1 .psm1 .psd1
prisma         | Prisma         | .prisma
properties     | Properties     | .properties
proto          | Protocol Buffers | .proto
purescript     | PureScript     | .purs
qmljs          | QML            | .qml
r              | R              | .r .R
racket         | Racket         | .rkt
rego           | Rego           | .rego
ron            | RON            | .ron
ruby           | Ruby           | .rb .rake .gemspec .ru Gemfile Rakefile
rust           | Rust           | .rs
scala          | Scala          | .scala .sbt
scheme         | Scheme         | .ss .sld
scss           | SCSS           | .scss
smithy         | Smithy         | .smithy
solidity       | Solidity       | .sol
sparql         | SPARQL         | .sparql .rq
squirrel       | Squirrel       | .nut
starlark       | Starlark       | .bzl .star .bazel BUILD WORKSPACE
svelte         | Svelte         | .svelte
swift          | Swift          | .swift
tablegen       | TableGen       | .td
terraform      | Terraform      | .tf .tfvars
thrift         | Thrift         | .thrift
toml           | TOML           | .toml Cargo.lock poetry.lock uv.lock
verilog        | SystemVerilog  | .sv .svh
vhdl           | VHDL           | .vhd .vhdl
vue            | Vue            | .vue
wast           | WebAssembly script | .wast
wat            | WebAssembly text | .wat
wgsl           | WGSL           | .wgsl
xml            | XML            | .xml .xsd .xsl .xslt .svg
yaml           | YAML           | .yaml .yml
yuck           | Yuck           | .yuck
zig            | Zig            | .zig
"""


def _language(row: str) -> Language:
    name, title, patterns = (cell.strip() for cell in row.split("|"))
    return Language(
        name=name,
        title=title,
        suffixes=tuple(one for one in patterns.split() if one.startswith(".")),
        filenames=tuple(one for one in patterns.split() if not one.startswith(".")),
        grammar=name,
        fallback=True,
        origin=__file__,
    )


FALLBACKS = tuple(_language(row) for row in _TABLE.strip().splitlines())
