// What is said in Spanish until its own texts have come, and where they never do: one line for all that can go wrong.
// The words are those of faq_ext/data/messages/es.json.
export default {
  loading: "Cargando…",
  retry: "Intentar de nuevo",
  site: "Leer las preguntas en su propio sitio",
  errors: "No se pudo cargar. Inténtelo de nuevo o siga el enlace.",
};
