import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";

/** What most readers do not need, behind one line; a native disclosure. */
export function Fold({ summary, children, open = false }: { summary: string; children: ReactNode; open?: boolean }) {
  return (
    <details className="fold" open={open}>
      <summary>
        <Icon name="right" size={16} />
        {summary}
      </summary>
      {children}
    </details>
  );
}
