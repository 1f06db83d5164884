/** How the documentation looks: quiet, dense, in light and dark. */
export const style = `:root {
  color-scheme: light dark;
  --text: light-dark(#1f2328, #e6e6e9);
  --quiet: light-dark(#5d636c, #9a9aa3);
  --ground: light-dark(#ffffff, #101013);
  --raised: light-dark(#f7f7f8, #19191d);
  --line: light-dark(#e3e3e7, #2c2c32);
  --accent: light-dark(#4338ca, #a5a8ff);
}
* { box-sizing: border-box; }
html { scroll-padding-top: 16px; }
body {
  margin: 0;
  display: grid;
  grid-template-columns: 220px minmax(0, 1fr);
  background: var(--ground);
  color: var(--text);
  font: 14px/1.55 'Inter Variable', Inter, system-ui, sans-serif;
}
nav {
  position: sticky;
  top: 0;
  height: 100vh;
  overflow-y: auto;
  padding: 24px 16px;
  border-right: 1px solid var(--line);
  background: var(--raised);
}
nav h2 { margin: 16px 8px 4px; font-size: 12px; font-weight: 600; color: var(--quiet); }
nav ul { margin: 0; padding: 0; list-style: none; }
nav a { display: block; padding: 3px 8px; border-radius: 6px; color: inherit; text-decoration: none; overflow-wrap: anywhere; }
nav a:hover { background: var(--line); }
main { max-width: 1000px; padding: 24px 32px 96px; }
h1 { margin: 0 0 8px; font-size: 24px; font-weight: 600; }
h1 small { color: var(--quiet); font-weight: 400; }
section > h2 { margin: 40px 0 4px; font-size: 18px; font-weight: 600; }
h3 { margin: 24px 0 8px; font-size: 14px; font-weight: 600; }
h4 { margin: 16px 0 4px; font-size: 13px; font-weight: 600; color: var(--quiet); }
p { margin: 4px 0 8px; max-width: 75ch; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code { font: 13px/1.5 ui-monospace, 'SF Mono', Menlo, Consolas, monospace; overflow-wrap: anywhere; }
details { margin: 6px 0; border: 1px solid var(--line); border-radius: 8px; background: var(--raised); }
details > :not(summary) { margin-left: 12px; margin-right: 12px; }
details[open] > :last-child { margin-bottom: 12px; }
details:target { border-color: var(--accent); }
summary { padding: 7px 12px; cursor: pointer; border-radius: 8px; }
summary:hover { background: var(--line); }
summary span { color: var(--quiet); margin-left: 8px; }
.verb { display: inline-block; min-width: 58px; font-size: 12px; font-weight: 600; }
.verb.get { color: light-dark(#1a6b2f, #6fd08c); }
.verb.post { color: light-dark(#1d4ed8, #8ab4ff); }
.verb.patch, .verb.put { color: light-dark(#8a5200, #f0b95c); }
.verb.delete { color: light-dark(#b3261e, #ff9d94); }
.verb.event { color: var(--accent); min-width: 0; }
table { width: calc(100% - 24px); border-collapse: collapse; font-size: 13px; }
main > table, section > table { width: 100%; }
th, td { padding: 5px 12px 5px 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
tr:first-child > * { border-top: 0; }
tr:target { background: var(--raised); outline: 1px solid var(--accent); }
th { white-space: nowrap; }
td p:first-child { margin-top: 0; }
td p:last-child { margin-bottom: 0; }
td small { display: block; color: var(--quiet); overflow-wrap: anywhere; }
abbr { color: light-dark(#b3261e, #ff9d94); text-decoration: none; margin-left: 2px; }
@media (max-width: 760px) {
  body { grid-template-columns: minmax(0, 1fr); }
  nav { position: static; height: auto; border-right: 0; border-bottom: 1px solid var(--line); }
  nav ul { display: flex; flex-wrap: wrap; }
  nav a { padding: 12px; }
  main { padding: 16px; }
  table { display: block; overflow-x: auto; }
  summary { padding: 12px; }
  summary span { display: block; margin-left: 0; }
}
`;
