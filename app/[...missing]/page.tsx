import { notFound } from "next/navigation";

/** Any other address: rendered per request, so that its page carries the nonce the policy asks for. */
export default function Missing() {
  notFound();
}
