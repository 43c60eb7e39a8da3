/** Scripts in files of their own; the build strips what only people read (`build/shellScripts.mjs`). */
declare module '*.sh' {
  const text: string;
  export default text;
}
declare module '*.ps1' {
  const text: string;
  export default text;
}
