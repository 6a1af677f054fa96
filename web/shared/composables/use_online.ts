// Whether the phone believes it has a network. It may be wrong: a request that fails is the better witness.
import { readonly, ref } from "vue";

const online = ref(typeof navigator === "undefined" ? true : navigator.onLine !== false);
if (typeof window !== "undefined") {
  window.addEventListener("online", () => (online.value = true));
  window.addEventListener("offline", () => (online.value = false));
}

export function useOnline() {
  return readonly(online);
}
