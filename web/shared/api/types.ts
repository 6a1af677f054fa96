// Short names for the contract's schemas (generated from api/openapi.yaml).
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Action = Schemas["Action"];
export type ActionInput = Schemas["ActionInput"];
export type ActionRequest = Schemas["ActionRequest"];
export type AllowedAction = Schemas["AllowedAction"];
export type Attachment = Schemas["Attachment"];
export type Case = Schemas["Case"];
export type CasePage = Schemas["CasePage"];
export type CaseState = Schemas["CaseState"];
export type CaseSummary = Schemas["CaseSummary"];
export type Category = Schemas["Category"];
export type CloseReason = Schemas["CloseReason"];
export type County = Schemas["County"];
export type Door = Schemas["Door"];
export type Flag = Schemas["Flag"];
export type HandlerOffers = Schemas["HandlerOffers"];
export type JoinedCase = Schemas["JoinedCase"];
export type LinkedCase = Schemas["LinkedCase"];
export type OrganisationRef = Schemas["OrganisationRef"];
export type Place = Schemas["Place"];
export type PlaceKind = Schemas["PlaceKind"];
export type Problem = Schemas["Problem"];
export type ReportDraft = Schemas["ReportDraft"];
export type ReportReceipt = Schemas["ReportReceipt"];
export type Role = Schemas["Role"];
export type Session = Schemas["Session"];
export type StaffReportDraft = Schemas["StaffReportDraft"];
export type Step = Schemas["Step"];
export type TriageQuality = Schemas["TriageQuality"];
export type Understanding = Schemas["Understanding"];
export type Todo = Schemas["Todo"];
export type TodoPage = Schemas["TodoPage"];
export type Turn = Schemas["Turn"];
export type Urgency = Schemas["Urgency"];
