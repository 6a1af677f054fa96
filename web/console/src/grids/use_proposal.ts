// The planner at work on a plan: begun, looked at every second, ended early.
import { computed, onScopeDispose, ref, shallowRef } from "vue";
import { answerOf, mayTryAgain, type Failure } from "@shared/api/answer";
import type { Proposal, ProposalRequest } from "@shared/api/types";
import { api } from "@shared/work/session";

const kEveryMs = 1000;
/** Nobody has asked for one: as good as an answer. */
const kNone = 404;

/** `onEnd` is called once when one that was seen running is over. */
export function useProposal(id: number, onEnd: () => void) {
  const proposal = shallowRef<Proposal | null>(null);
  const problem = shallowRef<Failure | null>(null);
  const isBusy = ref(false);
  const isRunning = computed(() => proposal.value?.state === "running");
  const path = { params: { path: { id } } };
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;

  function take(now: Proposal): void {
    const wasRunning = isRunning.value;
    proposal.value = now;
    problem.value = null;
    if (now.state === "running") lookLater();
    else if (wasRunning) onEnd();
  }

  function lookLater(): void {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(() => void look(), kEveryMs);
  }

  async function look(): Promise<void> {
    const answer = await answerOf(api.GET("/api/v1/grid-plans/{id}/proposal", path));
    if (isOver) return;
    if (answer.ok) return take(answer.value);
    if (answer.problem.status === kNone) {
      // The server started anew: what it was working on is gone.
      if (isRunning.value) problem.value = answer.problem;
      proposal.value = null;
      return;
    }
    problem.value = answer.problem;
    if (isRunning.value && mayTryAgain(answer.problem)) lookLater();
  }

  async function begin(request: ProposalRequest): Promise<void> {
    isBusy.value = true;
    const answer = await answerOf(api.POST("/api/v1/grid-plans/{id}/proposal", { ...path, body: request }));
    isBusy.value = false;
    if (!answer.ok) return void (problem.value = answer.problem);
    // One that is over at once was running all the same.
    proposal.value = { ...answer.value, state: "running" };
    take(answer.value);
  }

  async function end(): Promise<void> {
    isBusy.value = true;
    const answer = await answerOf(api.DELETE("/api/v1/grid-plans/{id}/proposal", path));
    isBusy.value = false;
    if (answer.ok) take(answer.value);
    else problem.value = answer.problem;
  }

  onScopeDispose(() => {
    isOver = true;
    clearTimeout(timer);
  });
  void look();
  return { proposal, problem, isBusy, isRunning, begin, end };
}

export type ProposalDesk = ReturnType<typeof useProposal>;
