/** The bundler hands style sheets over as minified text. */
declare module '*.css' {
  const text: string;
  export default text;
}
