/** The kinds of theme VS Code knows, as it names them on a webview's body. */
export const themes = ['vscode-dark', 'vscode-light', 'vscode-high-contrast', 'vscode-high-contrast-light'] as const;
export type Theme = (typeof themes)[number];

/**
 * The colors that the wizard and the toolkit read, as the workbench of code-server 4.139.1 sets them for its four
 * default themes, in the order of `themes`. A dash means that the theme leaves the color unset.
 */
const colors = `
badge-background #616161 #cccccc #000000 #0f4a85
badge-foreground #f8f8f8 #3b3b3b #ffffff #ffffff
button-background #0078d4 #005fb8 #000000 #0f4a85
button-border rgba(255,255,255,0.1) rgba(0,0,0,0.1) #6fc3df #0f4a85
button-foreground #ffffff #ffffff #ffffff #ffffff
button-hoverBackground #026ec1 #0258a8 #000000 #0f4a85
button-secondaryBackground rgba(0,0,0,0) #e5e5e5 - #ffffff
button-secondaryBorder rgba(204,204,204,0.15) rgba(59,59,59,0.15) #6fc3df #0f4a85
button-secondaryForeground #cccccc #3b3b3b #ffffff #292929
button-secondaryHoverBackground #2b2b2b #cccccc - -
checkbox-background #313131 #f8f8f8 #000000 #ffffff
checkbox-border #3c3c3c #cecece #6fc3df #0f4a85
checkbox-foreground #cccccc #3b3b3b #ffffff #292929
contrastActiveBorder - - #f38518 #006bbd
contrastBorder - - #6fc3df #0f4a85
debugTokenExpression-boolean #4e94ce #0000ff #75bdfe #0000ff
debugTokenExpression-name #c586c0 #9b46b0 #ffffff #292929
debugTokenExpression-string #ce9178 #a31515 #f48771 #a31515
descriptionForeground #9d9d9d #3b3b3b rgba(255,255,255,0.7) rgba(41,41,41,0.7)
diffEditor-insertedTextBackground rgba(156,204,44,0.2) rgba(156,204,44,0.25) - -
dropdown-background #313131 #ffffff #000000 #ffffff
dropdown-border #3c3c3c #cecece #6fc3df #0f4a85
dropdown-foreground #cccccc #3b3b3b #ffffff #292929
editor-background #1f1f1f #ffffff #000000 #ffffff
editorInfo-foreground #59a4f9 #0063d3 #59a4f9 #0063d3
editorWarning-foreground #cca700 #bf8803 #ffd370 #895503
errorForeground #f85149 #f85149 #f48771 #b5200d
focusBorder #0078d4 #005fb8 #f38518 #006bbd
foreground #cccccc #3b3b3b #ffffff #292929
gitDecoration-addedResourceForeground #81b88b #587c0c #a1e3ad #374e06
input-background #313131 #ffffff #000000 #ffffff
input-foreground #cccccc #3b3b3b #ffffff #292929
input-placeholderForeground #989898 #767676 rgba(255,255,255,0.7) rgba(41,41,41,0.7)
inputOption-activeBackground rgba(36,137,219,0.51) #bed6ed rgba(0,0,0,0) rgba(0,0,0,0)
inputValidation-errorBorder #be1100 #be1100 #6fc3df #0f4a85
inputValidation-warningBorder #b89500 #b89500 #6fc3df #0f4a85
list-activeSelectionBackground #04395e #e8e8e8 - rgba(15,74,133,0.1)
list-activeSelectionForeground #ffffff #000000 - -
list-hoverBackground #2a2d2e #f2f2f2 rgba(255,255,255,0.1) rgba(15,74,133,0.1)
list-inactiveSelectionBackground #37373d #e4e6f1 - rgba(15,74,133,0.1)
panel-background #181818 #f8f8f8 #000000 #ffffff
panel-border #2b2b2b #e5e5e5 #6fc3df #0f4a85
panelTitle-activeBorder #0078d4 #005fb8 #6fc3df #b5200d
panelTitle-activeForeground #cccccc #3b3b3b #ffffff #292929
panelTitle-inactiveForeground #9d9d9d #3b3b3b #ffffff #292929
problemsErrorIcon-foreground #f14c4c #e51400 #f48771 #b5200d
problemsInfoIcon-foreground #59a4f9 #0063d3 #59a4f9 #0063d3
problemsWarningIcon-foreground #cca700 #bf8803 #ffd370 #895503
progressBar-background #0078d4 #005fb8 #6fc3df #0f4a85
scrollbarSlider-activeBackground rgba(191,191,191,0.4) rgba(0,0,0,0.6) #6fc3df #0f4a85
scrollbarSlider-background rgba(121,121,121,0.4) rgba(100,100,100,0.4) rgba(111,195,223,0.6) rgba(15,74,133,0.4)
scrollbarSlider-hoverBackground rgba(100,100,100,0.7) rgba(100,100,100,0.7) rgba(111,195,223,0.8) rgba(15,74,133,0.8)
settings-dropdownListBorder rgba(204,204,204,0.2) rgba(59,59,59,0.2) #6fc3df #0f4a85
sideBar-background #181818 #f8f8f8 #000000 #ffffff
testing-iconPassed #73c991 #73c991 #73c991 #007100
textLink-activeForeground #4daafc #005fb8 #21a6ff #0f4a85
textLink-foreground #4daafc #005fb8 #21a6ff #0f4a85
`;

const fonts = [
  '--vscode-font-family: system-ui, "DejaVu Sans", sans-serif',
  '--vscode-font-size: 13px',
  '--vscode-font-weight: normal',
  '--vscode-editor-font-family: "DejaVu Sans Mono", monospace',
  '--vscode-editor-font-size: 14px',
];

/** The style sheet with which a webview gets its theme. */
export function themeStyle(theme: Theme): string {
  const column = themes.indexOf(theme) + 1;
  const declarations = colors
    .trim()
    .split('\n')
    .map((row) => row.split(' '))
    .filter((cells) => cells[column] !== '-')
    .map((cells) => `--vscode-${cells[0] ?? ''}: ${cells[column] ?? ''}`);
  return `:root { ${[...fonts, ...declarations].join('; ')}; }`;
}
