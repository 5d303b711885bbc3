import en from "@/messages/en/public.json";
import es from "@/messages/es/public.json";
import fr from "@/messages/fr/public.json";

/** The texts of a fault, chosen in the browser by the page's language: an error page gets nothing from the server. */
export const brokenTexts = () => ({ en, es, fr })[document.documentElement.lang as "en"]?.broken ?? en.broken;
