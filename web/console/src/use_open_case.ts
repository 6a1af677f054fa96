// Which case is open beside the list: kept in the address.
import { computed } from "vue";
import { useRoute, useRouter } from "vue-router";

export function useOpenCase() {
  const route = useRoute();
  const router = useRouter();
  const openCase = computed(() => {
    const id = String(route.query["case"] ?? "");
    return /^[1-9][0-9]{0,15}$/.test(id) ? Number(id) : null;
  });
  const addressOf = (id: number | null) => ({
    path: route.path,
    query: { ...route.query, case: id === null ? undefined : String(id) },
  });
  function show(id: number | null) {
    void router.push(addressOf(id));
  }
  return { openCase, addressOf, show };
}
