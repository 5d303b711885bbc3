import type { Metadata } from "next";
import { staffContext } from "@/app/context";
import type { Query } from "@/app/query";
import { ReplyBoard } from "./board";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await staffContext();
  return { title: t("invitations.board.title") };
}

/** Who said what: the reply board of a briefing. */
export default async function Replies({ params, searchParams }: Props) {
  return <ReplyBoard context={await staffContext()} id={(await params).id} query={await searchParams} />;
}
