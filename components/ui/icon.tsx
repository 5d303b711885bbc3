import {
  ArrowLeftRight,
  Building2,
  Calendar,
  CalendarX2,
  ChevronDown,
  ChevronRight,
  ChevronUp,
  Circle,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleMinus,
  CircleX,
  Clock,
  Ellipsis,
  FileText,
  House,
  type IconNode,
  Landmark,
  Link,
  ListChecks,
  Lock,
  LogOut,
  Mail,
  MapPin,
  MessageCircle,
  Phone,
  Plus,
  Presentation,
  Search,
  Send,
  Settings,
  ShieldCheck,
  TriangleAlert,
  Undo2,
  UserPlus,
  Users,
  X,
} from "lucide";

const half: IconNode = [
  ["circle", { cx: "12", cy: "12", r: "10" }],
  ["path", { d: "M12 2a10 10 0 0 1 0 20z", fill: "currentColor" }],
];

const icons = {
  home: House,
  briefings: Presentation,
  followups: ListChecks,
  institutions: Landmark,
  more: Ellipsis,
  search: Search,
  send: Send,
  help: CircleHelp,
  check: CircleCheck,
  minus: CircleMinus,
  cross: CircleX,
  dashed: CircleDashed,
  alert: TriangleAlert,
  verified: ShieldCheck,
  hollow: Circle,
  half,
  clock: Clock,
  down: ChevronDown,
  up: ChevronUp,
  right: ChevronRight,
  plus: Plus,
  close: X,
  seat: UserPlus,
  compare: ArrowLeftRight,
  calendar: Calendar,
  calendarOff: CalendarX2,
  place: MapPin,
  phone: Phone,
  whatsapp: MessageCircle,
  mail: Mail,
  document: FileText,
  undo: Undo2,
  people: Users,
  building: Building2,
  settings: Settings,
  leave: LogOut,
  lock: Lock,
  link: Link,
} satisfies Record<string, IconNode>;

export type IconName = keyof typeof icons;

const attribute = ([name, value]: [string, unknown]): string => ` ${name}="${value}"`;

/** The shapes of each icon as markup: an icon is one element for React, and a list of rows has a hundred of them. */
const shapes = Object.fromEntries(
  Object.entries<IconNode>(icons).map(([name, node]) => [
    name,
    { __html: node.map(([tag, attributes]) => `<${tag}${Object.entries(attributes).map(attribute).join("")}/>`).join("") },
  ]),
) as Record<IconName, { __html: string }>;

/** A line icon. With `label` it speaks; without, it is decoration beside a word. Works in static markup and unstyled (size and stroke are attributes). */
export function Icon({ name, label, className = "", size = 18 }: { name: IconName; label?: string; className?: string; size?: number }) {
  return (
    <svg
      className={`icon ${className}`.trim()}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      role={label ? "img" : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the shapes above and nothing else
      dangerouslySetInnerHTML={shapes[name]}
    />
  );
}
